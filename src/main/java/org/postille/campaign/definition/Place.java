package org.postille.campaign.definition;

import org.postille.base.Finding;

/** Where in a file something stands; line and column from 1. */
public record Place(String file, int line, int column) {

    public Finding finding(String message) {
        return new Finding(file, line, column, message);
    }
}
