/** Value types, signed tokens, configuration and the exceptions of the domain: what every other package may use. */
@NullMarked
package org.postille.base;

import org.jspecify.annotations.NullMarked;
