/** What a customer will want: training, recommendations, recipients for a product. */
@NullMarked
package org.postille.interest;

import org.jspecify.annotations.NullMarked;
