package org.postille.audience;

/** Why a mail may be sent to someone: the legal ground that selection and hand-over check. */
public sealed interface Basis {

    /** The customer agreed to mail about this purpose (GDPR art. 6.1.a, UWG §7.2). */
    record Consent(String purpose) implements Basis {}

    /** The customer has bought and did not object to mail about this purpose (UWG §7.3). */
    record ExistingCustomer(String purpose) implements Basis {}

    /** The mail is part of a contract: nobody has to agree to it, and it must not advertise. */
    record Transactional() implements Basis {}
}
