package org.postille.interest.method;

import org.postille.interest.history.History;
import org.postille.interest.history.Profiles;
import org.postille.interest.history.Rows;

/**
 * What methods are trained on.
 *
 * @param history sorted
 * @param profiles customers × products with how strongly; rows of customers
 * @param columns the same by product: its rows are products, and what they call products are customers
 * @param content what the products are
 */
public record Material(History history, Profiles profiles, Rows columns, Content content) {

    /** @param history sorted; its products include all that the content speaks of */
    public static Material of(History history, Content content) {
        return of(history, new Profiles(history), content);
    }

    /** @param profiles of that history */
    public static Material of(History history, Profiles profiles, Content content) {
        return new Material(history, profiles, profiles.rows.transposed(history.products.size()), content);
    }

    public int customers() {
        return profiles.rows.size();
    }

    public int products() {
        return columns.size();
    }
}
