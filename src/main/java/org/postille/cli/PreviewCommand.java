package org.postille.cli;

import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postille.delivery.Preview;
import org.postille.interest.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The finished mail of one customer, pictures included, without sending anything or storing a decision. */
@Command(
        name = "preview",
        description = "The finished mail of one customer; nothing is sent.",
        mixinStandardHelpOptions = true)
final class PreviewCommand extends InServer {

    @Parameters(paramLabel = "CAMPAIGN")
    private String campaign;

    @Option(names = "--customer", required = true, paramLabel = "ID", description = "The shop's number of the customer")
    private String customer;

    @Option(
            names = "--message",
            paramLabel = "NAME",
            description = "Which of the campaign's messages (default: the first)")
    private @Nullable String message;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = Moment.class,
            description = "As of that moment, 2026-05-01T10:00:00Z (default: now)")
    private @Nullable Instant at;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the HTML there (default: print subject and text)")
    private @Nullable Path out;

    @Override
    protected int run() throws IOException {
        CDI.current().select(Training.class).get().ready();
        var moment = at == null ? CDI.current().select(Clock.class).get().instant() : at;
        var rendered = CDI.current().select(Preview.class).get().of(campaign, message, customer, moment);
        System.out.println("Subject: " + rendered.subject());
        if (out == null) {
            System.out.println();
            System.out.println(rendered.text());
        } else {
            Files.writeString(out, rendered.html());
            System.out.println("HTML: " + out);
        }
        return 0;
    }
}
