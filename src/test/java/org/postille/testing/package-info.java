/** What tests share: the database, the clock, an empty shop to start from. */
@NullMarked
package org.postille.testing;

import org.jspecify.annotations.NullMarked;
