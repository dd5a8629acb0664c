package org.postille.demo.bench;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.postille.base.Progress;
import org.postille.catalog.ProductImport;
import org.postille.consent.ConsentImport;
import org.postille.customer.CustomerImport;
import org.postille.demo.shop.SampleShop;
import org.postille.demo.shop.photo.SamplePhotos;
import org.postille.event.EventImport;

/** Makes the sample shop's files and loads them, as the demo does. */
@ApplicationScoped
class SampleLoad {

    private static final long SEED = 20;

    private final ProductImport products;
    private final CustomerImport customers;
    private final ConsentImport consents;
    private final EventImport events;
    private final Clock clock;

    SampleLoad(
            ProductImport products, CustomerImport customers, ConsentImport consents, EventImport events, Clock clock) {
        this.products = products;
        this.customers = customers;
        this.consents = consents;
        this.events = events;
        this.clock = clock;
    }

    /** The files, made unless they are there; how old they are does not matter here. */
    Path files(Path folder) throws IOException {
        var shop = folder.resolve("shop");
        var complete = folder.resolve("shop.complete");
        if (!Files.exists(complete)) {
            var yesterday = LocalDate.now(clock).minusDays(1);
            SampleShop.write(shop, SampleShop.Size.DEFAULT, yesterday, SEED, org.postille.demo.shop.Progress.NONE);
            SamplePhotos.draw(shop, org.postille.demo.shop.Progress.NONE);
            Files.createFile(complete);
        }
        return shop;
    }

    void products(Path shop) throws IOException {
        products.run(shop.resolve("products.csv"), System.err::println, Progress.UNSEEN);
    }

    void customers(Path shop) throws IOException {
        customers.run(shop.resolve("customers.csv"), consents::check, System.err::println, Progress.UNSEEN);
        consents.run(shop.resolve("customers.csv"), System.err::println, Progress.UNSEEN);
    }

    void events(Path shop) throws IOException {
        events.run(shop.resolve("events.jsonl"), System.err::println, Progress.UNSEEN);
    }
}
