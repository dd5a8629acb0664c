package org.postille.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.ServiceLoader;
import org.postille.base.Conflict;
import org.postille.base.Invalid;
import org.postille.base.NotFound;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./postille}: exit status 0 for yes, 1 where the answer is no, 2 for a call that cannot be understood. */
@QuarkusMain
@Command(
        name = "postille",
        description = "Personal e-mail and newsletters for web shops, decided when the mail is opened.",
        mixinStandardHelpOptions = true,
        version = "Postille 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            CheckCommand.class,
            PreviewCommand.class,
            AudienceCommand.class,
            MissedCommand.class,
            ImportCommand.class,
            DnsCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            CompareCommand.class
        })
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        var commandLine = new CommandLine(new Main());
        ServiceLoader.load(Extension.class)
                .forEach(extension -> extension.commands().forEach(commandLine::addSubcommand));
        commandLine.setExecutionExceptionHandler((e, line, parsed) -> {
            if (e instanceof Invalid || e instanceof NotFound || e instanceof Conflict) {
                line.getErr().println(e.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw e;
        });
        return commandLine;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }
}
