/** Why something is recommended or somebody selected, in the words of the reader's language. */
@NullMarked
package org.postille.interest.reason;

import org.jspecify.annotations.NullMarked;
