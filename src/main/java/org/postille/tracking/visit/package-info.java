/** Who asks for pictures and follows links: persons or machines, by which rule, and as much of it as each reader allows. */
@NullMarked
package org.postille.tracking.visit;

import org.jspecify.annotations.NullMarked;
