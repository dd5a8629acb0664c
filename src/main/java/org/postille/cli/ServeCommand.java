package org.postille.cli;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.Tokens;
import org.postille.campaign.Campaigns;
import org.postille.delivery.ConfiguredRelay;
import org.postille.delivery.dkim.Keyring;
import org.postille.delivery.smtp.EmailAddress;
import org.postille.interest.Takeover;
import picocli.CommandLine.Command;

/** Production: says what is missing, or runs until it is stopped. */
@Command(
        name = "serve",
        description = "Run the server; needs a database, an SMTP relay and a secret, and says what is missing.",
        mixinStandardHelpOptions = true)
final class ServeCommand extends InServer {

    private static final String SECRET = "postille.secret";

    private static final Map<String, String> NEEDED = needed();

    private static Map<String, String> needed() {
        var needed = new LinkedHashMap<String, String>();
        needed.put("quarkus.datasource.jdbc.url", "jdbc:mariadb://host:3306/postille");
        needed.put("quarkus.datasource.username", "a user with rights on that database");
        needed.put("postille.delivery.relay.host", "the SMTP server that takes our mail");
        needed.put("postille.public-url", "https://news.example.com, as mail clients reach this server");
        needed.put("postille.shop.name", "the shop as customers know it");
        needed.put("postille.shop.url", "https://shop.example.com, where a click goes that has no better target");
        needed.put("postille.shop.from", "the sender's address");
        needed.put("postille.shop.imprint", "legal name and postal address, which every mail must hold");
        needed.put(SECRET, "signs all addresses in mails; " + Tokens.HOW);
        return needed;
    }

    private @Nullable StartSql starting;

    @Override
    protected AutoCloseable prepare() {
        var missing = missing(ConfigProvider.getConfig());
        if (!missing.isEmpty()) {
            throw new Invalid("Postille cannot start:\n  " + String.join("\n  ", missing));
        }
        DatabaseCheck.of(ConfigProvider.getConfig());
        starting = StartSql.of(ConfigProvider.getConfig());
        warnings(Keyring.of(ConfigProvider.getConfig())).forEach(System.err::println);
        return this::started;
    }

    /** What an operator has to set before this can run, each with the environment variable to set. */
    static List<String> missing(Config config) {
        var missing = new ArrayList<String>();
        NEEDED.forEach((property, meaning) -> {
            if (!configured(config, property)) {
                missing.add(variable(property) + " is not set: " + meaning);
            }
        });
        if (configured(config, SECRET)) {
            try {
                new Tokens(config.getValue(SECRET, String.class));
            } catch (Invalid e) {
                missing.add(variable(SECRET) + " is weak: " + e.getMessage());
            }
        }
        for (var property : List.of("postille.shop.from", "postille.shop.reply-to")) {
            if (configured(config, property)) {
                try {
                    EmailAddress.of(config.getValue(property, String.class));
                } catch (Invalid e) {
                    missing.add(variable(property) + " is not such as shop@news.example.com: " + e.getMessage());
                }
            }
        }
        if (configured(config, "postille.bounces.domain")) {
            try {
                EmailAddress.asciiDomain(config.getValue("postille.bounces.domain", String.class));
            } catch (Invalid e) {
                missing.add("POSTILLE_BOUNCES_DOMAIN is not such as bounces.example.com: " + e.getMessage());
            }
        }
        try {
            ConfiguredRelay.of(config);
        } catch (Invalid e) {
            missing.add(String.valueOf(e.getMessage()));
        }
        try {
            Keyring.of(config);
        } catch (Invalid e) {
            missing.addAll(String.valueOf(e.getMessage()).lines().toList());
        }
        return missing;
    }

    /** What does not keep the server from starting. */
    static List<String> warnings(Keyring keys) {
        var warnings = new ArrayList<>(keys.warnings());
        if (keys.signing().isEmpty()) {
            warnings.add(
                    "mails are not signed (DKIM), and the large mailbox providers refuse or sort out bulk mail that is not:"
                            + " see docs/operations.md, or let your relay sign");
        }
        return warnings;
    }

    private static String variable(String property) {
        return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    private void started() {
        if (starting != null) {
            starting.close();
            starting = null;
        }
    }

    @Override
    protected int run() {
        started();
        CDI.current().select(Campaigns.class).get().reload();
        CDI.current().select(Takeover.class).get().look();
        Quarkus.waitForExit();
        return 0;
    }
}
