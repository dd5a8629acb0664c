package org.postille.interest.evaluation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postille.interest.evaluation.measure.Calibration;
import org.postille.interest.evaluation.measure.Grouped;
import org.postille.interest.evaluation.measure.Recommended;
import org.postille.interest.evaluation.measure.Targeted;
import org.postille.interest.evaluation.measure.Welcomed;

/**
 * How one contender did on one data set; null where it was not measured.
 *
 * @param trainings one on the split by time, one without the cold customers where those make a split of their own
 * @param recommended task A
 * @param known task B, products of the training part
 * @param unseen task B, products that do not occur in the training part
 * @param welcomed task C; empty if not measured
 * @param calibrations of probabilities; empty if none are told
 * @param grouped what is told of products that share something, and of single ones; empty if not measured
 * @param scoringSeconds by task, of all that was scored and measured, on all processors together
 * @param peakMegabytes of the heap, at most, over training and scoring
 */
public record Outcome(
        String name,
        List<Trained> trainings,
        @Nullable Recommended recommended,
        @Nullable Targeted known,
        @Nullable Targeted unseen,
        List<Welcomed> welcomed,
        List<Calibration> calibrations,
        List<Grouped> grouped,
        Map<String, Double> scoringSeconds,
        long peakMegabytes) {}
