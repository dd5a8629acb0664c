package org.postille.demo.bench;

import io.quarkus.runtime.Quarkus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One of the servers that {@code bench crash} kills. Says {@code up} when it is at work. */
@Command(name = "crash-node", hidden = true)
final class CrashNode extends Bench {

    @Option(names = "--database", required = true)
    private String database = "";

    @Option(names = "--relay", required = true)
    private String relay = "";

    CrashNode() {
        super(CrashBench.FOLDER);
    }

    @Override
    protected AutoCloseable prepare() throws Exception {
        configure(database);
        BenchMail.install(folder().resolve("own"));
        CrashBench.settings(relay);
        System.setProperty("quarkus.scheduler.start-mode", "forced");
        System.setProperty("postille.demo", "false");
        System.setProperty("postille.interest.train-at-start", "false");
        System.setProperty("quarkus.log.level", "ERROR");
        return () -> {};
    }

    @Override
    protected int run() {
        System.out.println("up");
        Quarkus.waitForExit();
        return 0;
    }
}
