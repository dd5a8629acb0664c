package org.postille.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.postille.base.Progress;

/** A progress bar: one line that is drawn over on a terminal, a line each quarter elsewhere. */
public final class Bar implements Progress {

    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000;

    private final String label;
    private final PrintStream out;
    private final boolean terminal;
    private long lastDrawn;
    private int lastQuarter;

    public Bar(String label) {
        this.label = label;
        this.out = System.err;
        this.terminal = isTerminal();
    }

    @SuppressWarnings(
            "SystemConsoleNull") // it is null where the output is not a terminal, with some settings of the JDK
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public void at(long done, long total) {
        var share = total <= 0 ? 1.0 : Math.min(1.0, (double) done / total);
        if (terminal) {
            var now = System.nanoTime();
            if (share >= 1 || now - lastDrawn > REDRAW_NANOS) {
                lastDrawn = now;
                var filled = (int) Math.round(share * WIDTH);
                out.printf(
                        Locale.ROOT,
                        "\r%-24s [%s%s] %3.0f %%",
                        label,
                        "#".repeat(filled),
                        " ".repeat(WIDTH - filled),
                        share * 100);
            }
        } else if ((int) (share * 4) > lastQuarter) {
            lastQuarter = (int) (share * 4);
            out.printf(Locale.ROOT, "%s %d %%%n", label, lastQuarter * 25);
        }
    }

    /** Ends the line. */
    public void end() {
        if (terminal) {
            out.println();
        }
    }
}
