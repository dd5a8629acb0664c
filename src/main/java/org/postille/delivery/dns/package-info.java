/** What the sending domain has to publish in the DNS, written for a zone file and compared with what is there. */
@NullMarked
package org.postille.delivery.dns;

import org.jspecify.annotations.NullMarked;
