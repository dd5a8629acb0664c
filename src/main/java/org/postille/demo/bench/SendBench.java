package org.postille.demo.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench send}: a server of its own for each case, so that none has to do with what another left in memory. */
@Command(
        name = "send",
        description = "Personal mails a second from the outbox to a sink in another process, with DKIM and without.",
        mixinStandardHelpOptions = true)
final class SendBench implements Callable<Integer> {

    @Option(names = "--mails", defaultValue = "10000", description = "A round (default: ${DEFAULT-VALUE})")
    private int mails;

    @Option(names = "--rounds", defaultValue = "3", description = "How often (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--no-dkim", description = "Only without signatures")
    private boolean unsigned;

    @Option(names = "--no-delay", description = "Only into a sink that answers at once")
    private boolean prompt;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println("""

                Mails of 14 KB of HTML, 20 links that are led through and 4 slots, outbox -> permission, rendering, signature, SMTP -> sink.
                The sink is a process that takes everything and keeps nothing; its delay is in each of its answers. Processor time is
                in seconds per 1,000 mails. Statements: MariaDB's Questions of all connections. Sink alone: as large a mail over bare
                sockets, on as many connections, from the server's process.""");
        var status = measure("none");
        return status == 0 && !unsigned ? measure("rsa,ed25519") : status;
    }

    private int measure(String keys) throws IOException, InterruptedException {
        return new ProcessBuilder(command(List.of(
                        "bench",
                        "send-case",
                        "--keys=" + keys,
                        "--mails=" + mails,
                        "--rounds=" + rounds,
                        "--delays=" + (prompt ? "0" : "0,5,50"))))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** This program in another process, as this one was started. */
    static List<String> command(List<String> arguments) {
        var runtime = ManagementFactory.getRuntimeMXBean();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(runtime.getInputArguments());
        command.add("-jar");
        command.add(runtime.getClassPath());
        command.addAll(arguments);
        return command;
    }
}
