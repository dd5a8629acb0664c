package org.postille.demo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One case of {@code bench send}. */
@Command(name = "send-case", hidden = true)
final class SendCase extends Bench {

    private static final int WARM_UP = 4_000;
    private static final int FEW = 200;
    /** To wait for more of the slow ones would tell no more. */
    private static final Map<Integer, Integer> SHARE = Map.of(0, 1, 5, 2, 50, 10);

    @Option(names = "--keys", required = true, split = ",")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--mails", required = true)
    private int mails;

    @Option(names = "--rounds", required = true)
    private int rounds;

    @Option(names = "--delays", required = true, split = ",")
    private List<Integer> delays = new ArrayList<>();

    private int port;

    SendCase() {
        super("bench");
    }

    @Override
    protected AutoCloseable prepare() throws Exception {
        var ground = super.prepare();
        BenchMail.install(folder().resolve("own"));
        port = freePort();
        System.setProperty("postille.delivery.relay.port", Integer.toString(port));
        for (var algorithm : keys) {
            if (!algorithm.equals("none")) {
                System.setProperty(
                        "postille.dkim.keys." + algorithm + ".file",
                        key(folder().resolve(algorithm + ".pem"), algorithm).toString());
            }
        }
        return ground;
    }

    private static Path key(Path file, String algorithm) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            var generator = KeyPairGenerator.getInstance(algorithm.toUpperCase(Locale.ROOT));
            if (algorithm.equals("rsa")) {
                generator.initialize(2048);
            }
            var octets = generator.generateKeyPair().getPrivate().getEncoded();
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    file,
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets)
                            + "\n-----END PRIVATE KEY-----\n");
        }
        return file;
    }

    @Override
    protected int run() throws Exception {
        load();
        var likeness = bean(BenchMail.class).likeness();
        System.out.printf(
                Locale.ROOT,
                "%nDKIM keys: %s. %,d bytes a mail without headers. %s%n%n",
                String.join(" and ", keys),
                likeness.length,
                Machine.describe());
        var table = new Table()
                .row(
                        "delay ms",
                        "round",
                        "accepted",
                        "seconds",
                        "mails/s",
                        "server",
                        "database",
                        "sink",
                        "statements/mail",
                        "sink alone, mails/s");
        for (var delay : delays) {
            try (var sink = new SinkProcess(port, delay)) {
                measure(sink, delay, likeness, table);
            }
        }
        System.out.print(table);
        var self = ProcessHandle.current().pid();
        System.out.println("\n  server    " + Machine.resident(self));
        Machine.database().ifPresent(it -> System.out.println("  database  " + Machine.resident(it)));
        System.out.println("  afterwards " + Machine.describe());
        return 0;
    }

    private void measure(SinkProcess sink, int delay, byte[] likeness, Table table) throws Exception {
        var letters = bean(Newsletter.class);
        var sql = bean(BenchSql.class);
        var connections = ConfigProvider.getConfig()
                .getOptionalValue("postille.delivery.relay.connections", Integer.class)
                .orElse(4);
        var number = mails / SHARE.getOrDefault(delay, 1);
        letters.plan(delay == 0 ? Math.min(WARM_UP, mails) : Math.min(100, number));
        letters.send();
        for (var round = 1; round <= rounds; round++) {
            letters.plan(number);
            var before = Load.now(sink, sql);
            letters.send();
            var used = Load.now(sink, sql).since(before);
            var accepted = letters.accepted();
            var few = delay == 0 ? number : Math.min(number, FEW);
            var alone = SinkLoad.run(port, likeness, few, connections);
            table.row(
                    Integer.toString(delay),
                    Integer.toString(round),
                    Integer.toString(accepted) + (used.mails() == accepted ? "" : ", sink took " + used.mails()),
                    format(used.nanos() / 1e9, 2),
                    format(Timings.rate(accepted, used.nanos()), 0),
                    format(used.server() * 1_000 / number, 2),
                    format(used.database() * 1_000 / number, 2),
                    format(used.sink() * 1_000 / number, 2),
                    format((double) used.questions() / number, 2),
                    format(Timings.rate(few, alone), 0));
        }
    }

    private static String format(double number, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", number);
    }
}
