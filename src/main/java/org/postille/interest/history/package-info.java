/** What customers did, as columns and sparse rows of primitives: what every method learns from. */
@NullMarked
package org.postille.interest.history;

import org.jspecify.annotations.NullMarked;
