package org.postille.delivery.dns;

import java.util.List;

/** How a record that is there compares with the one that should be. */
public sealed interface Verdict {

    /** It does what it should. */
    record Right() implements Verdict {
        @Override
        public String toString() {
            return "there and right";
        }
    }

    /**
     * There, and not what it should be.
     *
     * @param found as it stands in the DNS
     * @param why   what is wrong with it
     */
    record Different(List<String> found, String why) implements Verdict {

        private static final int LONGEST = 300;

        public Different {
            found = List.copyOf(found);
        }

        @Override
        public String toString() {
            var shown = "\"" + String.join("\", \"", found) + "\"";
            shown = shown.replaceAll("\\p{Cntrl}", "?");
            return "there but different (found "
                    + (shown.length() > LONGEST ? shown.substring(0, LONGEST) + " ..." : shown) + "): " + why;
        }
    }

    /** Not there. */
    record Missing() implements Verdict {
        @Override
        public String toString() {
            return "missing";
        }
    }

    /** Nobody knows: the resolver did not say. */
    record Unasked(String why) implements Verdict {
        @Override
        public String toString() {
            return "not checked: " + why;
        }
    }
}
