/** The embedded MariaDB of demo, development and tests. */
@NullMarked
package org.postille.demo.database;

import org.jspecify.annotations.NullMarked;
