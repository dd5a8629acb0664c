package org.postille.demo.bench;

import java.io.IOException;
import java.util.OptionalDouble;

/** What processes have used of the machine up to a moment. */
record Load(long nanos, double server, double database, double sink, long questions, long mails) {

    static Load now(SinkProcess sink, BenchSql sql) throws IOException {
        return new Load(
                System.nanoTime(),
                Machine.processorSeconds(ProcessHandle.current().pid()).orElse(Double.NaN),
                Machine.database().stream()
                        .mapToObj(Machine::processorSeconds)
                        .findFirst()
                        .orElse(OptionalDouble.empty())
                        .orElse(Double.NaN),
                Machine.processorSeconds(sink.pid()).orElse(Double.NaN),
                sql.questions(),
                sink.taken());
    }

    /** What was used since, and that one question less which asks for the number of questions. */
    Load since(Load before) {
        return new Load(
                nanos - before.nanos,
                server - before.server,
                database - before.database,
                sink - before.sink,
                questions - before.questions - 1,
                mails - before.mails);
    }
}
