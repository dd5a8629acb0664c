/** The people a shop writes to: identity, attributes, locale, time zone, import. */
@NullMarked
package org.postille.customer;

import org.jspecify.annotations.NullMarked;
