package org.postille.cli;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.delivery.dkim.Keyring;
import org.postille.delivery.dns.DomainZone;
import org.postille.delivery.dns.Entry;
import org.postille.delivery.dns.Resolver;
import org.postille.delivery.dns.Verdict;
import org.postille.delivery.smtp.EmailAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What to publish for a sending domain, as a zone file whose comments say what is there already. Needs no server. */
@Command(
        name = "dns",
        description =
                "Print the DNS records of a sending domain (DKIM, SPF, DMARC, bounces) and check those that are there.",
        mixinStandardHelpOptions = true)
final class DnsCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DOMAIN", description = "Domain of the sender's address, such as news.example.com")
    private String domain;

    @Option(
            names = "--envelope",
            paramLabel = "DOMAIN",
            description =
                    "Domain of the envelope sender, where bounces go (default: postille.bounces.domain, else DOMAIN)")
    private @Nullable String envelope;

    @Option(
            names = "--spf",
            paramLabel = "MECHANISM",
            description = "Who sends for it: ip4:192.0.2.10, include:spf.relay.example; may be repeated")
    private List<String> spf = List.of();

    @Option(names = "--mx", paramLabel = "HOST", description = "Host that takes the mail of the envelope domain")
    private @Nullable String mx;

    @Option(names = "--ip", paramLabel = "ADDRESS", description = "Address that mails come from, to check its name")
    private @Nullable String address;

    @Option(names = "--resolver", paramLabel = "HOST:PORT", description = "Whom to ask (default: as this machine does)")
    private @Nullable String resolver;

    @Override
    public Integer call() {
        var config = ConfigProvider.getConfig();
        var answers = Resolver.of(Optional.ofNullable(resolver), PATIENCE);
        var zone = zone(config);
        var out = spec.commandLine().getOut();
        if (zone.keys().keys().isEmpty()) {
            out.println("; DKIM: no key is configured, see docs/operations.md");
        }
        var undone = zone.keys().keys().isEmpty() ? 1 : 0;
        var silent = false;
        for (var entry : zone.entries()) {
            Verdict verdict = silent ? new Verdict.Unasked("as above") : entry.verdict(answers);
            silent |= verdict instanceof Verdict.Unasked;
            undone += isWell(entry, verdict) ? 0 : 1;
            out.println("; " + entry.about() + ": " + verdict);
            out.println(verdict instanceof Verdict.Right || entry.optional() ? "; " + comment(entry) : entry.line());
        }
        out.flush();
        var err = spec.commandLine().getErr();
        err.println(
                undone == 0
                        ? "all records are there and right"
                        : silent ? "not all records could be checked" : "records to publish or to change: " + undone);
        return undone == 0 ? 0 : 1;
    }

    private static boolean isWell(Entry entry, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Right _ -> true;
            case Verdict.Missing _ -> entry.optional();
            case Verdict.Different _, Verdict.Unasked _ -> false;
        };
    }

    private static String comment(Entry entry) {
        return entry.line().replace("\n", "\n; ");
    }

    private DomainZone zone(Config config) {
        var from = EmailAddress.asciiDomain(relative(domain));
        var keys = Keyring.of(config);
        // Keys are configured for the shop's domain; asked for another, they are meant for that one.
        var meant = keys.domain().equals(from)
                        || config.getOptionalValue("postille.dkim.domain", String.class)
                                .isPresent()
                ? keys
                : new Keyring(from, keys.keys(), keys.warnings());
        return new DomainZone(
                from,
                EmailAddress.asciiDomain(relative(envelope(config))),
                meant,
                spf.stream().map(DomainZone::mechanism).toList(),
                mx == null ? null : EmailAddress.asciiDomain(relative(mx)),
                web(config).orElse(null),
                address);
    }

    /** A zone file ends a full name with a dot. */
    private static String relative(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private String envelope(Config config) {
        return envelope == null
                ? config.getOptionalValue("postille.bounces.domain", String.class)
                        .filter(it -> !it.isBlank())
                        .orElse(domain)
                : envelope;
    }

    /** Of the address that is configured; the default one leads nowhere from outside. */
    private static Optional<String> web(Config config) {
        return config.getOptionalValue("postille.public-url", String.class)
                .map(it -> {
                    try {
                        return URI.create(it).getHost();
                    } catch (IllegalArgumentException e) {
                        throw new Invalid(
                                "postille.public-url is '" + it + "', expected such as https://news.example.com");
                    }
                })
                .filter(it -> it.matches(".*[a-z].*\\..*"));
    }
}
