/** One mail to one recipient over SMTP: composing its bytes, keeping connections to the relay, telling how it went. The only user of Jakarta Mail. */
@NullMarked
package org.postille.delivery.smtp;

import org.jspecify.annotations.NullMarked;
