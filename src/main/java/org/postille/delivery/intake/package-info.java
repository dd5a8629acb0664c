/** The ways by which bounces come in: webhooks of relays, a mailbox, a listener. What follows from them is delivery.feedback. */
@NullMarked
package org.postille.delivery.intake;

import org.jspecify.annotations.NullMarked;
