/** Which methods tell best what the customers of this shop want, and how much each counts: found out on the latest part of its history. */
@NullMarked
package org.postille.interest.blend;

import org.jspecify.annotations.NullMarked;
