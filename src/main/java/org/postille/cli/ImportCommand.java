package org.postille.cli;

import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.postille.base.NotFound;
import org.postille.base.Progress;
import org.postille.catalog.PriceImport;
import org.postille.catalog.ProductImport;
import org.postille.catalog.fetch.PhotoFetching;
import org.postille.consent.ConsentImport;
import org.postille.customer.CustomerImport;
import org.postille.event.EventImport;
import org.postille.opentime.voucher.VoucherImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads a shop's files. Loading one again changes nothing; bad rows are reported by line and skipped. */
@Command(
        name = "import",
        description =
                "Load products (CSV, Google Merchant RSS), customers (CSV), events (JSON Lines), earlier prices (CSV) or codes"
                        + " of vouchers (CSV).",
        mixinStandardHelpOptions = true)
final class ImportCommand extends InServer {

    /** What a file holds. */
    enum Kind {
        products,
        customers,
        events,
        prices,
        vouchers
    }

    @Parameters(index = "0", paramLabel = "products|customers|events|prices|vouchers")
    private Kind kind;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE")
    private List<Path> files;

    @Option(
            names = "--without-photos",
            description = "Leave photos of the web to a running server, which fetches them anyway.")
    private boolean withoutPhotos;

    @Override
    protected int run() throws IOException {
        for (var file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new NotFound("there is no readable file " + file);
            }
        }
        var findings = new Findings();
        for (var file : files) {
            var bar = new Bar(kind + " " + file.getFileName());
            var stored = load(kind, file, findings, bar);
            bar.end();
            System.out.printf("%s: %s%n", file, stored == 1 ? "1 entry is in" : stored + " entries are in");
        }
        if (kind == Kind.products && !withoutPhotos) {
            fetchPhotos();
        }
        if (findings.taken() > 0) {
            System.err.printf(
                    "%s above: what they name is in, and should be looked at%n",
                    findings.taken() == 1 ? "1 doubt" : findings.taken() + " doubts");
        }
        if (findings.count() > 0) {
            System.err.printf(
                    "%s above: what they name was left out, all else is in%n",
                    findings.count() == 1 ? "1 mistake" : findings.count() + " mistakes");
        }
        return findings.count() == 0 ? 0 : 1;
    }

    /** A photo that cannot be had is no mistake of the file: it is told, tried again later, and the product is in. */
    private static void fetchPhotos() {
        var bar = new Bar("photos of the web");
        var tally = bean(PhotoFetching.class).drain(bar);
        if (tally.fetched() + tally.unchanged() + tally.postponed() + tally.failed() == 0) {
            return;
        }
        bar.end();
        System.out.printf(
                "photos of the web: %d fetched, %d unchanged, %d later, %d could not be had%n",
                tally.fetched(), tally.unchanged(), tally.postponed(), tally.failed());
        tally.failures().forEach(System.err::println);
        if (tally.failed() > tally.failures().size()) {
            System.err.printf("and %d more%n", tally.failed() - tally.failures().size());
        }
        if (tally.failed() > 0) {
            System.err.printf(
                    "they are tried again by a running server (%s); GET /api/v1/photos lists them%n",
                    PhotoFetching.inWords(tally.byTrouble()));
        }
    }

    static long load(Kind kind, Path file, Findings findings, Progress progress) throws IOException {
        return switch (kind) {
            case products -> bean(ProductImport.class).run(file, findings, progress);
            case customers -> {
                var consents = bean(ConsentImport.class);
                var stored = bean(CustomerImport.class).run(file, consents::check, findings, progress);
                consents.run(file, findings, Progress.UNSEEN);
                yield stored;
            }
            case events -> bean(EventImport.class).run(file, findings, progress);
            case prices -> bean(PriceImport.class).run(file, findings, progress);
            case vouchers -> bean(VoucherImport.class).run(file, findings, progress);
        };
    }

    private static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }
}
