package org.postille.demo.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.postille.interest.history.Rows;
import org.postille.interest.method.Ials;

/**
 * Spark MLlib's implicit ALS in a process of its own, which is no part of this program.
 *
 * @param classpath the file that names Spark's libraries; its own program lies in {@code classes} beside it
 * @param folder for what is passed between the two
 */
record SparkProcess(Path classpath, Path folder) {

    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "sun.nio.ch",
            "sun.security.action");

    /**
     * @param seconds of the fitting alone, without start and reading
     * @param processor seconds that it had of a processor
     */
    record Fit(double seconds, double processor, Ials factors) {}

    /**
     * @param lambda Spark's regularisation
     * @param alpha how much more a purchase says than none
     */
    record Setting(double lambda, double alpha) {}

    /**
     * All settings, one after the other, in one process: it is warm after the first.
     *
     * @param parameters of which the factors and the iterations count
     */
    List<Fit> fits(Rows rows, int products, Ials.Parameters parameters, List<Setting> settings) throws IOException {
        Files.createDirectories(folder);
        var data = folder.resolve("purchases");
        var factors = folder.resolve("factors");
        write(rows, data);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) + "m");
        // With it, Spark's linear algebra uses vector instructions.
        command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        OPENED.forEach(it -> command.add("--add-opens=java.base/" + it + "=ALL-UNNAMED"));
        var classes = classpath.toAbsolutePath().resolveSibling("classes");
        command.addAll(List.of(
                "-cp",
                classes + File.pathSeparator + Files.readString(classpath).strip(),
                "SparkAls",
                data.toString(),
                factors.toString(),
                Integer.toString(parameters.factors()),
                Integer.toString(parameters.iterations())));
        settings.forEach(it -> command.add(it.lambda + ":" + it.alpha));
        var log = folder.resolve("spark.log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("Spark failed, see " + log);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Spark worked", e);
        }
        var said = Files.readAllLines(log).stream()
                .filter(it -> it.startsWith("fitted "))
                .toList();
        if (said.size() != settings.size()) {
            throw new IOException("Spark did not say how long it took, see " + log);
        }
        var fits = new ArrayList<Fit>();
        for (var i = 0; i < said.size(); i++) {
            var words = said.get(i).split(" ");
            fits.add(new Fit(
                    Double.parseDouble(words[1]),
                    Double.parseDouble(words[2]),
                    read(Path.of(factors + "." + i), parameters, rows.size(), products)));
        }
        return fits;
    }

    private static void write(Rows rows, Path data) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(data), 1 << 20))) {
            var entries = rows.end(rows.size() - 1);
            out.writeInt(rows.size());
            out.writeInt(entries);
            for (var customer = 0; customer < rows.size(); customer++) {
                out.writeInt(rows.end(customer));
            }
            for (var i = 0; i < entries; i++) {
                out.writeInt(rows.product(i));
            }
        }
    }

    private static Ials read(Path factors, Ials.Parameters parameters, int customers, int products) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(factors), 1 << 20))) {
            var first = side(in, customers, parameters.factors());
            return Ials.restored(parameters, first, side(in, products, parameters.factors()));
        }
    }

    private static float[] side(DataInputStream in, int size, int factors) throws IOException {
        var flat = new float[size * factors];
        for (var left = in.readInt(); left > 0; left--) {
            var row = in.readInt();
            for (var k = 0; k < factors; k++) {
                flat[row * factors + k] = in.readFloat();
            }
        }
        return flat;
    }
}
