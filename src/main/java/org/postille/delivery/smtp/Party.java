package org.postille.delivery.smtp;

import org.jspecify.annotations.Nullable;

/**
 * Who a mail is from or to: an address and, if known, a display name.
 *
 * @param address as stored, not yet checked: {@link EmailAddress} does that when the mail is sent
 * @param name    any text; control characters in it never reach the wire
 */
public record Party(String address, @Nullable String name) {}
