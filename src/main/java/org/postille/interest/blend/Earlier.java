package org.postille.interest.blend;

import org.postille.interest.history.Ids;

/**
 * What an earlier training found, from which the next one may start.
 *
 * @param products that it knew
 */
public record Earlier(Choice.Trained trained, Ids products) {

    /** For each of these products the number that it had then, or -1. */
    int[] numbers(Ids now) {
        var numbers = new int[now.size()];
        for (var product = 0; product < numbers.length; product++) {
            numbers[product] = products.find(now.id(product));
        }
        return numbers;
    }
}
