/** What happened in the shop: webhook and file intake, signatures, idempotency, the event log. */
@NullMarked
package org.postille.event;

import org.jspecify.annotations.NullMarked;
