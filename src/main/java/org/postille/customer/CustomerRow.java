package org.postille.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer as the shop reports them; see {@link Customer} for the fields.
 *
 * @param since null where the file does not say: from the first import on
 * @param attributes by name, as {@link CustomerAttributes#change} takes them
 */
record CustomerRow(
        String key,
        String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String gender,
        String language,
        String country,
        String timeZone,
        @Nullable LocalDate birthday,
        @Nullable Instant since,
        Map<String, List<String>> attributes) {}
