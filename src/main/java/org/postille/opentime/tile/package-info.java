/** Pictures of products for the slots of a mail: drawn with Java2D, kept as finished JPEG files. */
@NullMarked
package org.postille.opentime.tile;

import org.jspecify.annotations.NullMarked;
