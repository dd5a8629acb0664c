/** The sample shop, the mailbox and the embedded database; not in the production image. */
@NullMarked
package org.postille.demo;

import org.jspecify.annotations.NullMarked;
