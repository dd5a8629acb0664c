/** The sample shop's product pages: where a click in a mail lands. */
@NullMarked
package org.postille.demo.storefront;

import org.jspecify.annotations.NullMarked;
