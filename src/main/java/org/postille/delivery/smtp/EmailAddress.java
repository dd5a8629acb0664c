package org.postille.delivery.smtp;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.postille.base.Invalid;

/**
 * An address in the form that goes over the wire: an ASCII dot-atom before the @, an A-label domain after it. Quoted local
 * parts and address literals are legal in RFC 5321, but nobody's customer has one, and they are how injection begins.
 */
public record EmailAddress(String value) {

    private static final String ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL_PART = Pattern.compile(ATEXT + "(\\." + ATEXT + ")*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern DOTS = Pattern.compile("[.\u3002\uFF0E\uFF61]");
    /** Characters that IDNA 2003, which the JDK has, maps to others: straße.example would become somebody else's domain. */
    private static final Pattern DEVIATION = Pattern.compile("[ßς\u200C\u200D]");

    /** @throws Invalid with an enhanced status code (RFC 3463) and what is wrong */
    public static EmailAddress of(String address) {
        var at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw new Invalid("5.1.3 not an e-mail address");
        }
        var local = address.substring(0, at);
        if (!local.chars().allMatch(c -> c < 0x80)) {
            throw new Invalid("5.6.7 letters beyond ASCII before the @ need SMTPUTF8, which is not supported");
        }
        if (local.length() > 64 || !LOCAL_PART.matcher(local).matches()) {
            throw new Invalid("5.1.3 not an e-mail address: the part before the @ is malformed");
        }
        var domain = asciiDomain(address.substring(at + 1));
        if (local.length() + 1 + domain.length() > 254) {
            throw new Invalid("5.1.3 not an e-mail address: too long");
        }
        return new EmailAddress(local + "@" + domain);
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
