/** Template and model in, subject, HTML and text out; the FreeMarker sandbox. */
@NullMarked
package org.postille.render;

import org.jspecify.annotations.NullMarked;
