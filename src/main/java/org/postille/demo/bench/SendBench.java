package org.postille.demo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench send}. */
@Command(
        name = "send",
        description = "Mails a second from the outbox to the built-in mailbox.",
        mixinStandardHelpOptions = true)
final class SendBench extends Bench {

    private static final int WARM_UP = 300;

    @Option(names = "--mails", defaultValue = "2000", description = "A round (default: ${DEFAULT-VALUE})")
    private int mails;

    @Option(names = "--rounds", defaultValue = "3", description = "How often (default: ${DEFAULT-VALUE})")
    private int rounds;

    SendBench() {
        super("bench");
    }

    @Override
    protected int run() throws Exception {
        load();
        var letters = bean(Newsletter.class);
        var sql = bean(BenchSql.class);
        var connections =
                ConfigProvider.getConfig().getOptionalValue("postille.delivery.relay.connections", Integer.class);
        System.out.printf(
                Locale.ROOT,
                "%nMails of the newsletter: outbox -> permission, rendering, SMTP -> mailbox in the same process, on disk.%n%s%n"
                        + "Statements: MariaDB's Questions of all connections. Sink: the same mail by bare sockets, 4 connections.%n%n",
                Machine.describe());
        letters.plan(Math.min(WARM_UP, mails));
        letters.send();
        var mail = firstMail();
        SinkLoad.run(smtpPort(), mail, WARM_UP, 4);
        var table =
                new Table().row("round", "accepted", "seconds", "mails/s", "statements/mail", "sink alone, mails/s");
        var rates = new double[rounds];
        var ceilings = new double[rounds];
        for (var round = 0; round < rounds; round++) {
            letters.plan(mails);
            var before = sql.questions();
            var nanos = letters.send();
            var statements = sql.questions() - before - 1;
            var accepted = letters.accepted();
            rates[round] = Timings.rate(accepted, nanos);
            ceilings[round] = Timings.rate(mails, SinkLoad.run(smtpPort(), mail, mails, connections.orElse(4)));
            table.row(
                    Integer.toString(round + 1),
                    Integer.toString(accepted),
                    format(nanos / 1e9, 2),
                    format(rates[round], 0),
                    format((double) statements / mails, 2),
                    format(ceilings[round], 0));
        }
        table.row("median", "", "", format(Timings.median(rates), 0), "", format(Timings.median(ceilings), 0));
        System.out.print(table);
        System.out.println("\n  " + mail.length + " bytes a mail; afterwards " + Machine.describe());
        return 0;
    }

    private byte[] firstMail() throws IOException {
        try (var files = Files.walk(folder().resolve("mails"))) {
            var file = files.filter(it -> it.toString().endsWith(".eml"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no mail has arrived"));
            // As it was received; one dot more at the start of a line is what SMTP wants.
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .replace("\n.", "\n..")
                    .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        }
    }

    private static String format(double number, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", number);
    }
}
