package org.postille.demo.bench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postille.interest.Learned;
import org.postille.interest.blend.Earlier;
import org.postille.interest.method.ProductFacts;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/** A training from scratch, what it stores, and another one that starts from the first. */
record TrainingPart(Figures figures, Path folder) {

    Learned run(PowerLaw law, String aim, String warmAim) throws IOException {
        var file = Files.createDirectories(folder).resolve("snapshot");
        store(law, aim, file);
        // A training forgets what happened: it is made up again, as a shop would read it again.
        var shop = figures.once("events made up again", "", () -> MadeUpShop.of(law));
        var read = figures.once("  snapshot read", "", () -> read(file, shop));
        Files.delete(file);
        return figures.once("training again, from that one", warmAim, () -> learned(shop, read.earlier()));
    }

    /** A method of its own, so that nothing of the first training takes room in the second. */
    private void store(PowerLaw law, String aim, Path file) throws IOException {
        var shop = figures.once("events made up and sorted, " + law.inWords(), "", () -> MadeUpShop.of(law));
        var learned = figures.once("training from scratch", aim, () -> learned(shop, null));
        figures.once("  snapshot written", "", () -> write(learned, file));
        figures.note("  snapshot", Files.size(file) / 1e6, "MB");
    }

    private Learned learned(MadeUpShop shop, @Nullable Earlier earlier) {
        return Learned.by(MadeUpShop.chosen(), shop.history(), shop.content(), shop.traits(), earlier, steps());
    }

    private Consumer<String> steps() {
        var before = new double[] {System.nanoTime() / 1e9, Figures.processor()};
        return step -> {
            var now = System.nanoTime() / 1e9;
            var processor = Figures.processor();
            figures.step("  " + step.replaceAll("\\[.*", ""), now - before[0], processor - before[1], Figures.load());
            before[0] = now;
            before[1] = processor;
        };
    }

    private static long write(Learned learned, Path file) throws IOException {
        try (var out = new DataOutputStream(Files.newOutputStream(file))) {
            var snapshot = new SnapshotOutput((bytes, length) -> {
                try {
                    out.writeInt(length);
                    out.write(bytes, 0, length);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            learned.write(snapshot);
            snapshot.end();
            return snapshot.bytes();
        }
    }

    private static Learned read(Path file, MadeUpShop shop) throws IOException {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            var snapshot = new SnapshotInput(
                    () -> {
                        try {
                            return in.readNBytes(in.readInt());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    Files.size(file));
            return Learned.read(snapshot, facts(shop));
        }
    }

    private static List<ProductFacts> facts(MadeUpShop shop) {
        return IntStream.range(0, shop.history().products.size())
                .mapToObj(it -> new ProductFacts(
                        it + 1,
                        String.valueOf(shop.content().title(it)),
                        shop.content().category(it),
                        shop.content().brand(it),
                        0,
                        List.of()))
                .toList();
    }
}
