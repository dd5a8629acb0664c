package org.postille.consent;

import java.time.Instant;

/** A consent as it was given: to what, when and where. */
record ConsentRow(long customerId, String purpose, Instant grantedAt, String source) {}
