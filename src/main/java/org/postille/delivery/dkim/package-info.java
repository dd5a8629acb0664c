/** Signs finished mails (DKIM: RFC 6376, RFC 8463) with keys from files, and says what to publish about them in the DNS. */
@NullMarked
package org.postille.delivery.dkim;

import org.jspecify.annotations.NullMarked;
