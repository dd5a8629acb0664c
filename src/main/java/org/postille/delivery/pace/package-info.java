/** How fast mail leaves: what the operator, the relay and each receiving house put up with. */
@NullMarked
package org.postille.delivery.pace;

import org.jspecify.annotations.NullMarked;
