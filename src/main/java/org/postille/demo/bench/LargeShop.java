package org.postille.demo.bench;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.postille.base.Conflict;
import org.postille.interest.Training;

/** A shop of the size that a benchmark asks for: the sample shop's products and photos many times over, customers and interactions by chance. */
@ApplicationScoped
class LargeShop {

    private final SampleLoad sample;
    private final BenchSql sql;
    private final Training training;
    private final Clock clock;

    LargeShop(SampleLoad sample, BenchSql sql, Training training, Clock clock) {
        this.sample = sample;
        this.sql = sql;
        this.training = training;
        this.clock = clock;
    }

    /**
     * Loads it, unless an earlier run did, and trains.
     *
     * @param each interactions of one customer
     */
    void load(Path folder, int products, int customers, int each) throws IOException {
        var loaded = folder.resolve("loaded-%d-%d-%d".formatted(products, customers, each));
        if (!Files.exists(loaded)) {
            try (var others = Files.newDirectoryStream(folder, "loaded-*")) {
                for (var it : others) {
                    Files.delete(it);
                }
            }
            assortment(folder, products);
            step("%,d customers", customers);
            sql.strangers(customers, clock.instant());
            step("%,d interactions", customers * each);
            sql.forgetInteractions();
            sql.interactions(each, products, clock.instant());
            Files.createFile(loaded);
        }
        step("training");
        training.ready();
        System.err.println();
    }

    private void assortment(Path folder, int products) throws IOException {
        if (sql.products() > products) {
            throw new Conflict("%s holds %,d products, expected no more than %,d: delete the folder"
                    .formatted(folder, sql.products(), products));
        }
        if (sql.products() < products) {
            step("the sample shop's products");
            sample.products(sample.files(folder));
            step("%,d products with photos", products);
            sql.assortmentOf(products);
        }
    }

    private static void step(String text, Object... values) {
        System.err.printf(Locale.ROOT, text + " … ", values);
    }
}
