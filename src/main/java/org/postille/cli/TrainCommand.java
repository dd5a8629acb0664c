package org.postille.cli;

import jakarta.enterprise.inject.spi.CDI;
import org.postille.interest.Training;
import picocli.CommandLine.Command;

/** Fits the interest model to the events that are there, and says what it learned from. */
@Command(name = "train", description = "Fit the interest model to the shop's events.", mixinStandardHelpOptions = true)
final class TrainCommand extends InServer {

    @Override
    protected int run() {
        System.out.println(CDI.current().select(Training.class).get().train());
        return 0;
    }
}
