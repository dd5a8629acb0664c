package org.postille.delivery.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.delivery.dkim.Keyring;
import org.postille.delivery.dkim.SigningKey;

/**
 * What the records are made for; domains in A-labels.
 *
 * @param from     domain of the From address
 * @param envelope domain of the envelope sender, where bounces go
 * @param keys     those to publish, signing or not
 * @param spf      mechanisms that name the hosts which send for it, such as {@code ip4:192.0.2.10}; empty if not known
 * @param mx       the host that takes bounces; null if not known
 * @param web      the host of List-Unsubscribe and pictures; null if not known
 * @param address  from which mails reach the world; null if not known
 */
public record DomainZone(
        String from,
        String envelope,
        Keyring keys,
        List<String> spf,
        @Nullable String mx,
        @Nullable String web,
        @Nullable String address) {

    private static final String SOME_ADDRESS = "192.0.2.10";

    public DomainZone {
        spf = List.copyOf(spf);
    }

    /** Everything to publish, the necessary first. */
    public List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        keys.keys().forEach(key -> entries.add(dkim(key)));
        entries.add(policy());
        entries.add(dmarc());
        entries.add(bounces());
        if (web != null) {
            entries.add(web(web));
        }
        if (address != null) {
            entries.add(pointer(address));
        }
        entries.add(bimi());
        return entries;
    }

    private Entry dkim(SigningKey key) {
        var name = key.selector() + "._domainkey." + keys.domain();
        return new Entry(
                "DKIM key " + key + (key.signs() ? "" : ", not signing now"),
                name,
                "TXT",
                key.record(),
                false,
                answers -> Entry.judge(answers.txt(name), found -> DkimRecord.wrong(found, key)));
    }

    private Entry policy() {
        var hosts = spf.isEmpty() ? "ip4:" + SOME_ADDRESS : String.join(" ", spf);
        return new Entry(
                "SPF of the envelope domain"
                        + (spf.isEmpty() ? "; put your relay's addresses or its include: here" : ""),
                envelope,
                "TXT",
                "v=spf1 " + hosts + " ~all",
                false,
                answers -> Entry.judge(SpfRecord.in(answers.txt(envelope)), found -> SpfRecord.wrong(found, spf)));
    }

    private Entry dmarc() {
        return new Entry(
                "DMARC",
                "_dmarc." + from,
                "TXT",
                "v=DMARC1; p=none; rua=mailto:dmarc-reports@" + from,
                false,
                answers -> DmarcRecord.verdict(answers, from, envelope, keys.domain()));
    }

    private Entry bounces() {
        var host = mx == null ? "mx.example.net" : mx;
        return new Entry(
                "MX of the bounce domain" + (mx == null ? "; put the host here that takes its mail" : ""),
                envelope,
                "MX",
                "10 " + host + ".",
                false,
                answers -> Entry.judge(answers.mx(envelope), found -> {
                    if (found.stream().allMatch(it -> it.endsWith(" ."))) {
                        return Optional.of("it says that the domain takes no mail");
                    }
                    return mx == null || found.stream().anyMatch(it -> it.endsWith(" " + mx))
                            ? Optional.empty()
                            : Optional.of("expected " + mx);
                }));
    }

    private static Entry web(String host) {
        return new Entry(
                "host of pictures and List-Unsubscribe, which must answer by HTTPS (RFC 8058); put its address here",
                host,
                "A",
                SOME_ADDRESS,
                false,
                answers -> Entry.judge(answers.addresses(host), found -> Optional.empty()));
    }

    private static Entry pointer(String address) {
        return new Entry(
                "name of the sending address, and back; whoever owns the address publishes it",
                address,
                "PTR",
                "mail.example.net.",
                false,
                answers -> {
                    var names = answers.names(address);
                    for (var name : names) {
                        if (answers.addresses(name).contains(address)) {
                            return new Verdict.Right();
                        }
                    }
                    return Entry.judge(names, found -> Optional.of("that name does not lead back to " + address));
                });
    }

    private Entry bimi() {
        var name = "default._bimi." + from;
        return new Entry(
                "BIMI (optional): the logo beside the mail; needs DMARC with p=quarantine or p=reject",
                name,
                "TXT",
                "v=BIMI1; l=https://" + from + "/logo.svg; a=https://" + from + "/logo.pem",
                true,
                answers -> Entry.judge(answers.txt(name), found -> {
                    var tags = Tags.of(found.getFirst());
                    var logo = tags.get("l", "");
                    var certificate = tags.get("a", "");
                    return found.size() == 1
                                    && tags.get("v", "").equals("bimi1")
                                    && (logo.isEmpty() || logo.startsWith("https://"))
                                    && (certificate.isEmpty() || certificate.startsWith("https://"))
                            ? Optional.empty()
                            : Optional.of("expected one record, v=BIMI1 with https addresses at l and a");
                }));
    }

    /** @throws Invalid if a mechanism would break out of its record */
    public static String mechanism(String text) {
        if (!text.matches("[!-~&&[^\"\\\\]]{1,200}")) {
            throw new Invalid(
                    "'" + text + "' is no SPF mechanism: expected such as ip4:192.0.2.10 or include:spf.example.net");
        }
        return text;
    }
}
