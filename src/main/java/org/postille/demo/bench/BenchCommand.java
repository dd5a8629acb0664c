package org.postille.demo.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./postille bench NAME}: the figures of docs/performance.md, on this machine. */
@Command(
        name = "bench",
        description =
                "Measure this machine: pictures (open), mails (send, or render alone), the start (start), the interest model"
                        + " (interest), what slots filled by lot bring (exploration), or what kills of the server cost (crash).",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME",
        subcommands = {
            CrashBench.class,
            CrashNode.class,
            ExplorationBench.class,
            InterestBench.class,
            OpenBench.class,
            RenderBench.class,
            SendBench.class,
            SendCase.class,
            StartBench.class
        })
public final class BenchCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
