package org.postille.demo;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.postille.base.Ground;
import org.postille.base.Invalid;
import org.postille.demo.shop.OnlineRetail;
import org.postille.demo.shop.photo.SamplePhotos;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A real shop's raw order lines into the files that {@code import} and {@code demo --shop} read. */
@Command(
        name = "convert",
        description = "Make a shop folder of a real shop's raw order lines.",
        mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {

    private static final String ONLINE_RETAIL = "online-retail";

    @Parameters(index = "0", paramLabel = "online-retail")
    private String source;

    @Parameters(index = "1", paramLabel = "FILE", description = "The raw file of UCI Online Retail, CSV, gzip or not")
    private Path file;

    @Parameters(index = "2", paramLabel = "DIR", description = "The shop folder to write")
    private Path folder;

    @Override
    public Integer call() {
        if (!source.equals(ONLINE_RETAIL)) {
            throw new Invalid("nothing is known about raw files of '" + source + "'; known is: " + ONLINE_RETAIL);
        }
        var bars = new Bars();
        var yesterday = LocalDate.now(Ground.world()).minusDays(1);
        var converted = OnlineRetail.convert(file, folder, yesterday, bars);
        SamplePhotos.draw(folder, bars);
        System.out.println(converted);
        return 0;
    }
}
