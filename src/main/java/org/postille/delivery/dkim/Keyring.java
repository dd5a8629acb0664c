package org.postille.delivery.dkim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.postille.base.Invalid;
import org.postille.base.Nearest;
import org.postille.base.Settings;
import org.postille.delivery.smtp.EmailAddress;

/**
 * The configured keys, read and checked.
 *
 * @param domain   that signs, in A-labels
 * @param keys     by selector, in its order
 * @param warnings what works but should be mended
 */
public record Keyring(String domain, List<SigningKey> keys, List<String> warnings) {

    private static final Pattern SELECTOR = Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");

    public Keyring {
        keys = List.copyOf(keys);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads the key files.
     *
     * @param from the sender's address, whose domain signs if none is configured
     * @throws Invalid naming everything that is wrong, a line each, with the files and how to make one
     */
    public static Keyring of(DkimConfig config, String from) {
        var wrong = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        var keys = new ArrayList<SigningKey>();
        new TreeMap<>(config.keys()).forEach((selector, key) -> {
            try {
                keys.add(key(selector, key, warnings));
            } catch (Invalid e) {
                wrong.add(e.getMessage());
            }
        });
        if (!wrong.isEmpty()) {
            throw new Invalid(String.join("\n", wrong));
        }
        return new Keyring(domain(config, from), keys, warnings);
    }

    /** From a configuration that no application has been started for. */
    public static Keyring of(Config config) {
        return of(
                Settings.of(config, DkimConfig.class),
                config.getOptionalValue("postille.shop.from", String.class).orElse("post@localhost.localdomain"));
    }

    private static String domain(DkimConfig config, String from) {
        var domain = config.domain().orElse(from.substring(from.lastIndexOf('@') + 1));
        try {
            return EmailAddress.asciiDomain(domain);
        } catch (Invalid e) {
            throw new Invalid("the domain to sign for, '" + domain + "', is no full domain name");
        }
    }

    private static SigningKey key(String selector, DkimConfig.Key key, List<String> warnings) {
        var property = "postille.dkim.keys." + selector;
        if (!SELECTOR.matcher(selector).matches()) {
            throw new Invalid(property + ": a selector is letters, digits and hyphens, such as r2026");
        }
        var wanted = key.algorithm().map(it -> algorithm(property, it));
        if (key.file().isEmpty()) {
            throw new Invalid(property + ".file is not set: "
                    + wanted.orElse(Algorithm.RSA).howToMake("FILE"));
        }
        var file = new KeyFile(key.file().get());
        try {
            var read = new SigningKey(selector, key.signs(), file.read());
            if (wanted.isPresent() && wanted.get() != read.algorithm()) {
                throw new Invalid("is a key for " + read.algorithm().code() + ", and " + property + ".algorithm is "
                        + wanted.get().code());
            }
            file.warning().ifPresent(warnings::add);
            return read;
        } catch (Invalid e) {
            throw new Invalid("the DKIM key file " + file.path() + " (" + property + ".file) " + e.getMessage()
                    + "\n    a new one: " + wanted.orElse(Algorithm.RSA).howToMake("FILE"));
        }
    }

    private static Algorithm algorithm(String property, String code) {
        var known = Arrays.stream(Algorithm.values()).map(Algorithm::code).toList();
        if (!known.contains(code)) {
            throw new Invalid(property + ".algorithm is '" + code + "', expected one of " + String.join(", ", known)
                    + Nearest.hint(code, known));
        }
        return Algorithm.valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Those that sign now. */
    public List<SigningKey> signing() {
        return keys.stream().filter(SigningKey::signs).toList();
    }
}
