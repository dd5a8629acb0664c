package org.postille.render.sandbox;

import java.util.List;

/**
 * A place where a template reads the model.
 *
 * @param path {@code customer, firstName}; {@code *} stands for any element of a list
 * @param line in the text that was parsed, from 1
 * @param column from 1
 */
public record Mention(List<String> path, int line, int column) {

    public Mention {
        path = List.copyOf(path);
    }
}
