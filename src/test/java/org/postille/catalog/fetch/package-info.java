@NullMarked
package org.postille.catalog.fetch;

import org.jspecify.annotations.NullMarked;
