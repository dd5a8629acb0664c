package org.postille.delivery.smtp;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.postille.base.Invalid;

/**
 * An address in the form that goes over the wire: a dot-atom before the @, an A-label domain after it. Quoted local parts and
 * address literals are legal in RFC 5321, but nobody's customer has one, and they are how injection begins.
 */
public record EmailAddress(String value) {

    private static final int LONGEST_LOCAL_PART = 64;
    private static final String ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL_PART = Pattern.compile(ATEXT + "(\\." + ATEXT + ")*");
    /** RFC 6531 allows everything beyond ASCII; letters, marks and digits are what names are made of. */
    private static final String UTEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-[\\p{L}\\p{M}\\p{N}&&[^\\x00-\\x7F]]]+";

    private static final Pattern INTERNATIONAL = Pattern.compile(UTEXT + "(\\." + UTEXT + ")*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern DOTS = Pattern.compile("[.\u3002\uFF0E\uFF61]");
    /** Characters that IDNA 2003, which the JDK has, maps to others: straße.example would become somebody else's domain. */
    private static final Pattern DEVIATION = Pattern.compile("[ßς\u200C\u200D]");

    /**
     * An address that every relay takes.
     *
     * @throws Invalid with an enhanced status code (RFC 3463) and what is wrong
     */
    public static EmailAddress of(String address) {
        var any = ofRecipient(address);
        if (any.international()) {
            throw new Invalid("5.6.7 letters beyond ASCII before the @ are only possible for a recipient");
        }
        return any;
    }

    /**
     * Also one that only a relay with SMTPUTF8 takes (RFC 6531), with letters beyond ASCII before the @.
     *
     * @throws Invalid with an enhanced status code (RFC 3463) and what is wrong
     */
    public static EmailAddress ofRecipient(String address) {
        var at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw new Invalid("5.1.3 not an e-mail address");
        }
        var local = address.substring(0, at);
        if (local.length() > LONGEST_LOCAL_PART) {
            throw new Invalid("5.1.3 not an e-mail address: the part before the @ is too long");
        }
        var known = LOCAL_PART.matcher(local).matches();
        if (!known) {
            local = Normalizer.normalize(local, Normalizer.Form.NFC);
            known = INTERNATIONAL.matcher(local).matches();
        }
        if (!known || octets(local) > LONGEST_LOCAL_PART) {
            throw new Invalid("5.1.3 not an e-mail address: the part before the @ is malformed");
        }
        var domain = asciiDomain(address.substring(at + 1));
        if (octets(local) + 1 + domain.length() > 254) {
            throw new Invalid("5.1.3 not an e-mail address: too long");
        }
        return new EmailAddress(local + "@" + domain);
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether it has letters beyond ASCII. */
    public boolean international() {
        return octets(value) > value.length();
    }

    /** What stands behind the @. */
    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    /**
     * A full domain name in A-labels (RFC 5890), small letters.
     *
     * @throws Invalid if it is none
     */
    public static String asciiDomain(String domain) {
        var labels = DOTS.split(domain, -1);
        var ascii = new StringBuilder();
        for (var label : labels) {
            var aLabel = asciiLabel(label);
            if (!LABEL.matcher(aLabel).matches()) {
                throw new Invalid("5.1.2 not an e-mail address: the domain is malformed");
            }
            ascii.append(ascii.isEmpty() ? "" : ".").append(aLabel);
        }
        var top = labels[labels.length - 1];
        if (labels.length < 2 || top.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Invalid("5.1.2 not an e-mail address: the domain is not a full domain name");
        }
        return ascii.toString();
    }

    private static String asciiLabel(String label) {
        if (LABEL.matcher(label).matches()) {
            return label;
        }
        if (DEVIATION.matcher(label).find()) {
            var mapped = Normalizer.normalize(label.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
            return mapped.codePoints()
                            .allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == 0x200C || c == 0x200D)
                    ? "xn--" + Punycode.encode(mapped)
                    : "";
        }
        try {
            return IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
