package org.postille.audience;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The recipients as the end of a statement, to be put behind {@code select …} or {@code insert … select …}: it begins with
 * {@code from customer c} and ends with the where clause, so that every column of {@code c} can be selected.
 *
 * @param text SQL; all that authors wrote is behind question marks
 * @param values for the question marks, in order
 */
public record Selection(String text, List<Object> values) {

    public Selection {
        values = List.copyOf(values);
    }

    /**
     * Sets the values.
     *
     * @param first number of the statement's question marks before {@link #text}, plus 1
     */
    public void bind(PreparedStatement statement, int first) throws SQLException {
        for (var i = 0; i < values.size(); i++) {
            statement.setObject(first + i, values.get(i));
        }
    }
}
