/** Links of a mail that lead back to us: unsubscribe. */
@NullMarked
package org.postille.tracking;

import org.jspecify.annotations.NullMarked;
