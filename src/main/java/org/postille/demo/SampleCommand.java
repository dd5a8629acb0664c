package org.postille.demo;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postille.base.Ground;
import org.postille.demo.shop.SampleShop;
import org.postille.demo.shop.photo.SamplePhotos;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Makes up a shop of any size. */
@Command(
        name = "sample",
        description = "Write a made-up shop of any size into a folder, as 'import' and 'demo --shop' read it.",
        mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder to write")
    private Path folder;

    @Option(names = "--products", defaultValue = "1500", description = "How many (default: ${DEFAULT-VALUE})")
    private int products;

    @Option(names = "--customers", defaultValue = "2000", description = "How many (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(
            names = "--order-lines",
            defaultValue = "40000",
            description = "Of eighteen months, about (default: ${DEFAULT-VALUE})")
    private int orderLines;

    @Option(
            names = "--seed",
            defaultValue = "20",
            description = "The same seed, day and sizes give the same shop (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--until",
            paramLabel = "DAY",
            converter = Day.class,
            description = "The last day, as 2026-03-01 (default: yesterday)")
    private @Nullable LocalDate until;

    @Option(names = "--no-photos", description = "Leave the photos out")
    private boolean withoutPhotos;

    @Override
    public Integer call() {
        var last = until == null
                ? LocalDate.now(Ground.world().withZone(DemoCommand.SHOP_ZONE)).minusDays(1)
                : until;
        var bars = new Bars();
        var summary = SampleShop.write(
                folder, new SampleShop.Size(products, customers, orderLines), last, seed, !withoutPhotos, bars);
        if (!withoutPhotos) {
            SamplePhotos.draw(folder, bars);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %,d products, %,d customers, %,d events with %,d order lines up to %s%n",
                folder,
                summary.products(),
                summary.customers(),
                summary.events(),
                summary.orderLines(),
                last);
        return 0;
    }

    /** A day as a user writes it. */
    static final class Day implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + text + "' is no day; expected for example 2026-03-01");
            }
        }
    }
}
