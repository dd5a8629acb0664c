package org.postille.delivery.smtp;

/** Jakarta Mail's maker of encoders and decoders. */
final class Streams {

    private static final String PROVIDER = "jakarta.mail.util.StreamProvider";

    private Streams() {}

    /** Names it, unless somebody has: otherwise every part of every mail makes Jakarta Mail look through all jars for it. */
    static void name() {
        if (System.getProperty(PROVIDER) == null) {
            System.setProperty(PROVIDER, "org.eclipse.angus.mail.util.MailStreamProvider");
        }
    }
}
