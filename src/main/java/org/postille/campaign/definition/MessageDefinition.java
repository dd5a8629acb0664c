package org.postille.campaign.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One mail of a campaign.
 *
 * @param name unique in the campaign
 * @param template file name below {@code templates/}
 * @param subject FreeMarker in square brackets, by language
 * @param blocks by the name that the template calls them
 * @param countdown to what; null where the mail counts to nothing
 * @param voucher that it brings; null where it brings none
 * @param place of the template's name, for findings about it
 */
public record MessageDefinition(
        String name,
        String template,
        Texts subject,
        Map<String, Block> blocks,
        @Nullable Ending countdown,
        @Nullable Voucher voucher,
        Place place) {

    public MessageDefinition {
        blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
    }

    public Set<String> languages() {
        return subject.languages();
    }
}
