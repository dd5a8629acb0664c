package org.postille.delivery.dns;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.postille.delivery.dkim.SigningKey;

/** A published DKIM key (RFC 6376 section 3.6.1). */
final class DkimRecord {

    private DkimRecord() {}

    /** What is wrong with what was found. */
    static Optional<String> wrong(List<String> found, SigningKey key) {
        if (found.size() > 1) {
            return Optional.of("only one record may stand there");
        }
        var tags = Tags.of(found.getFirst());
        var published = tags.get("p").map(it -> it.replaceAll("\\s", ""));
        if (!tags.get("v", "dkim1").equals("dkim1") || published.isEmpty()) {
            return Optional.of("that is no DKIM key");
        }
        if (published.get().isEmpty()) {
            return Optional.of("the key is revoked");
        }
        if (!tags.get("k", "rsa").equals(key.algorithm().code())
                || !published.get().equals(key.published())) {
            return Optional.of("that is another key than the one in the file");
        }
        if (!lists(tags.get("h", "sha256"), "sha256")) {
            return Optional.of("h= does not allow sha256");
        }
        if (!lists(tags.get("s", "*"), "*") && !lists(tags.get("s", "*"), "email")) {
            return Optional.of("s= does not allow mail");
        }
        return lists(tags.get("t", ""), "y")
                ? Optional.of("t=y says that it is only a test: receivers may take the mail as unsigned")
                : Optional.empty();
    }

    private static boolean lists(String tag, String value) {
        return Arrays.stream(tag.split(":")).anyMatch(it -> it.strip().equals(value));
    }
}
