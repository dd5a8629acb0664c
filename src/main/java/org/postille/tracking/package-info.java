/** Links of a mail that lead back to us: unsubscribe, and those that lead on through us. */
@NullMarked
package org.postille.tracking;

import org.jspecify.annotations.NullMarked;
