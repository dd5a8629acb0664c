/**
 * What came back to the bounce address: one raw mail in, one {@link org.postille.delivery.bounce.Report} out. No database and
 * no network; what MTAs say in which words stands in the tables {@code wording.txt} and {@code layout.txt}.
 */
@NullMarked
package org.postille.delivery.bounce;

import org.jspecify.annotations.NullMarked;
