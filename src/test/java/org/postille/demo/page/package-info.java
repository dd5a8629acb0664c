@NullMarked
package org.postille.demo.page;

import org.jspecify.annotations.NullMarked;
