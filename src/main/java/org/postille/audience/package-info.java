/** Segment rules, compiled to SQL; counts and explanations. */
@NullMarked
package org.postille.audience;

import org.jspecify.annotations.NullMarked;
