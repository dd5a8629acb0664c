package org.postille.demo.mailbox;

import java.util.ArrayList;
import org.postille.demo.page.Urls;

/**
 * Which mails to show.
 *
 * @param words    that the recipient or the subject contains; empty for any
 * @param campaign id of the list; empty for any
 */
record Search(String words, String campaign) {

    static final Search EVERYTHING = new Search("", "");

    /** As the query of an address, with its question mark; empty if it asks for everything. */
    String query() {
        var parameters = new ArrayList<String>();
        if (!words.isEmpty()) {
            parameters.add("q=" + Urls.encoded(words));
        }
        if (!campaign.isEmpty()) {
            parameters.add("campaign=" + Urls.encoded(campaign));
        }
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }
}
