package org.postille.audience;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The customers whom a campaign leaves out on purpose, to measure what it achieves with the others. Who they are follows from
 * the campaign's name and the customer's key alone: the same at every run, and independent from campaign to campaign.
 *
 * @param share of all customers, from 0 to 1
 */
public record Holdout(String campaign, double share) {

    /** Hexadecimal digits of the hash that are compared; 48 bits are exact in a double. */
    static final int DIGITS = 12;

    public boolean contains(String customerKey) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest((campaign + ":" + customerKey).getBytes(StandardCharsets.UTF_8));
            return HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(hash, 0, DIGITS / 2)) < bound();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The smallest number, of 48 bits, that is not held out. */
    long bound() {
        return Math.round(share * (1L << (4 * DIGITS)));
    }
}
