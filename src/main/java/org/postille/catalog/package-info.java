/** What can be recommended: products, prices, stock, photos, and the feeds they come from. */
@NullMarked
package org.postille.catalog;

import org.jspecify.annotations.NullMarked;
