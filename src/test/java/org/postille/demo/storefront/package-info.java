@NullMarked
package org.postille.demo.storefront;

import org.jspecify.annotations.NullMarked;
