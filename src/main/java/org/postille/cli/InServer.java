package org.postille.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.postille.base.Conflict;
import org.postille.base.Invalid;
import org.postille.base.NotFound;
import picocli.CommandLine;

/** A command that needs the application: its beans and the database. */
public abstract class InServer implements Callable<Integer> {

    private static final AtomicReference<@Nullable InServer> RUNNING = new AtomicReference<>();

    private @Nullable Throwable failure;

    /** Brings about what the application needs to start; what it returns is closed when the application has stopped. */
    protected AutoCloseable prepare() throws Exception {
        quietly();
        if (configured("quarkus.datasource.jdbc.url")) {
            DatabaseCheck.of(ConfigProvider.getConfig());
            return () -> {};
        }
        for (var extension : ServiceLoader.load(Extension.class)) {
            Optional<AutoCloseable> database = extension.database();
            if (database.isPresent()) {
                return database.get();
            }
        }
        throw new Invalid("no database is configured: set QUARKUS_DATASOURCE_JDBC_URL (jdbc:mariadb://host/postille),"
                + " QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD, or run './postille demo' once");
    }

    /** The work itself, while the application runs. @return the exit status */
    protected abstract int run() throws Exception;

    @Override
    public final Integer call() throws Exception {
        var stopped = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var ground = prepare();
        // On Ctrl-C the JVM waits for this hook: first the application stops, then what it stands on.
        var hook = new Thread(() -> closeAfter(stopped, closed, ground), "postille-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        var status = new AtomicInteger();
        RUNNING.set(this);
        Quarkus.run(Application.class, (code, problem) -> {
            status.set(code);
            if (problem != null && failure == null) {
                failure = problem;
            }
        });
        stopped.countDown();
        closeOnce(closed, ground);
        return failure == null ? status.get() : failed(failure);
    }

    private static int failed(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Invalid || cause instanceof NotFound || cause instanceof Conflict) {
                System.err.println(cause.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
        }
        failure.printStackTrace();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static void closeAfter(CountDownLatch stopped, CountDownLatch closed, AutoCloseable ground) {
        try {
            if (!stopped.await(20, TimeUnit.SECONDS)) {
                System.err.println("the server did not stop within 20 s; what it stands on is stopped now");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeOnce(closed, ground);
    }

    private static synchronized void closeOnce(CountDownLatch closed, AutoCloseable ground) {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        try {
            ground.close();
        } catch (Exception e) {
            System.err.println("not everything could be stopped: " + e.getMessage());
        }
    }

    /** For commands that only ask or load: no HTTP, no schedules, no chatter. */
    protected static void quietly() {
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.scheduler.start-mode", "halted");
        // Nothing leaves the house that it could sign, so any secret will do where none is set.
        if (!configured("postille.secret")) {
            System.setProperty("postille.secret", UUID.randomUUID() + "-" + UUID.randomUUID());
        }
        // Those that need a model ask for it; the others shall not need the memory for one.
        System.setProperty("postille.interest.train-at-start", "false");
        System.setProperty("quarkus.log.level", "WARN");
    }

    /** Whether the operator has set this, in the environment, as a system property or in a file. */
    protected static boolean configured(String property) {
        return configured(ConfigProvider.getConfig(), property);
    }

    static boolean configured(Config config, String property) {
        return config.getOptionalValue(property, String.class)
                .filter(it -> !it.isBlank())
                .isPresent();
    }

    /** Runs the command's work and ends with its exit status. */
    public static class Application implements QuarkusApplication {
        @Override
        public int run(String... args) throws Exception {
            var command = java.util.Objects.requireNonNull(RUNNING.get());
            try {
                return command.run();
            } catch (Exception e) {
                command.failure = e;
                return CommandLine.ExitCode.SOFTWARE;
            }
        }
    }
}
