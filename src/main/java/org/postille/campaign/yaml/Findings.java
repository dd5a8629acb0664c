package org.postille.campaign.yaml;

import java.util.ArrayList;
import java.util.List;
import org.postille.base.Finding;
import org.postille.campaign.definition.Mention;
import org.postille.campaign.definition.Place;

/** The mistakes of one file, and what it names of the assortment, in the order they were met. */
final class Findings {

    private final String file;
    private final List<Finding> all = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();

    Findings(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    void add(Place place, String message) {
        all.add(place.finding(message));
    }

    void add(Node node, String message) {
        add(node.place(), message);
    }

    void add(Finding finding) {
        all.add(finding);
    }

    /** What only a shop can tell to be a mistake. */
    void mentions(Mention mention) {
        mentions.add(mention);
    }

    List<Mention> mentions() {
        return List.copyOf(mentions);
    }

    int size() {
        return all.size();
    }

    boolean none() {
        return all.isEmpty();
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
