/** When a customer will order again, whether they still will, for how much, and at which hour they can be reached. */
@NullMarked
package org.postille.interest.timing;

import org.jspecify.annotations.NullMarked;
