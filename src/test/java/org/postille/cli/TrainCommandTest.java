package org.postille.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postille.interest.Training;
import org.postille.interest.blend.Choice;
import org.postille.interest.blend.Recipe;
import org.postille.interest.method.Ials;
import org.postille.interest.snapshot.Figures;

class TrainCommandTest {

    private static Training.Summary summary(Optional<String> refusal) {
        var choice = Choice.untried(
                List.of(
                        new Choice.Weighted(new Recipe.Sales(30), 0.5),
                        new Choice.Weighted(new Recipe.Walk(200, 0.15), 0.25),
                        new Choice.Weighted(new Recipe.Walk(200, 0.3), 0.75),
                        new Choice.Weighted(
                                new Recipe.Last(new Recipe.Factors(new Ials.Parameters(64, 12, 0.1, 1e-3, 1, 1)), 20),
                                1.5)),
                List.of(new Choice.Weighted(new Recipe.Share(new Recipe.Active(Double.POSITIVE_INFINITY), 0.5), 1)),
                List.of(new Choice.Weighted(new Recipe.Alike(30), 1)));
        return new Training.Summary(
                "blend of 2026-05-04",
                1_200,
                300,
                45_000,
                3.14,
                2_500_000,
                Optional.of(choice),
                Figures.of(Map.of("products for a customer", 0.1234)),
                refusal);
    }

    @Test
    void what_was_learned_is_told_in_sentences() {
        assertThat(TrainCommand.text(summary(Optional.empty()))).isEqualToNormalizingNewlines("""
                Learned from 45,000 events of 1,200 customers and 300 products in 3.1 s; 2.5 MB are kept.

                Which products a customer wants is told by
                   50 %  tastes that customers share (matrix factors, iALS), each thing counting half after 20 others
                   33 %  what is reached by way of customers alike (random walk)
                   17 %  what is bought most lately, counting half after 30 days

                Which customers want a product is told by
                  100 %  how much a customer buys at all, relative to how much they buy at all

                Which customers want a new product is told by
                  100 %  the buyers of what is most like it

                How well the latest part of the history was foretold (0: not tried, or no better than chance):
                  products for a customer      0.1234

                It answers from now on: blend of 2026-05-04
                """);
    }

    @Test
    void a_refusal_says_why_and_who_answers() {
        assertThat(TrainCommand.text(summary(Optional.of("it foretells worse"))))
                .endsWith("Refused; what answered before, if anything, goes on: it foretells worse"
                        + System.lineSeparator())
                .doesNotContain("[", "Recipe");
    }
}
