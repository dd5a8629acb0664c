/** From occasion to outbox to SMTP to outcome, losing nothing. */
@NullMarked
package org.postille.delivery;

import org.jspecify.annotations.NullMarked;
