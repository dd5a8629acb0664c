@NullMarked
package org.postille.browser;

import org.jspecify.annotations.NullMarked;
