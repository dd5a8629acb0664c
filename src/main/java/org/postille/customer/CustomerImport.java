package org.postille.customer;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postille.base.AttributeColumns;
import org.postille.base.Bounds;
import org.postille.base.CsvFile;
import org.postille.base.Finding;
import org.postille.base.Invalid;
import org.postille.base.Nearest;
import org.postille.base.Progress;

/** Reads customers from CSV: idempotent by the shop's key, a bad row is reported by its line and skipped. */
@ApplicationScoped
public class CustomerImport {

    private static final List<String> REQUIRED = List.of("id", "email");
    private static final List<String> KNOWN = List.of(
            "id",
            "email",
            "first_name",
            "last_name",
            "gender",
            "language",
            "country",
            "time_zone",
            "birthday",
            "since",
            "consents",
            "tracking");
    private static final Set<String> GENDERS = Set.of("female", "male", "diverse");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    /** What separates or decorates addresses in a header has no place in one; the rest is for the relay to judge. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Cntrl}@<>\"(),;:\\\\\\[\\]]{1,64}@[^\\s\\p{Cntrl}@<>\"(),;:\\\\\\[\\]]{1,255}");

    private static final Pattern LANGUAGE = Pattern.compile("([a-zA-Z]{2,3})([-_].{1,30})?");
    private static final int BATCH = 1000;

    private final CustomerSql sql;
    private final Clock clock;

    CustomerImport(CustomerSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Reads the file into the database.
     *
     * @param others look at what else stands in a row, so that it is stored as a whole or not at all
     * @return how many customers were stored
     * @throws Invalid if the file has no usable header
     */
    public long run(Path file, CsvFile.RowReader others, Consumer<Finding> findings, Progress progress)
            throws IOException {
        var batch = new ArrayList<CustomerRow>(BATCH);
        var stored = new long[1];
        var attributes = AttributeColumns.marked(file.toString(), findings);
        new CsvFile(file, REQUIRED, KNOWN, attributes::name)
                .read(
                        row -> {
                            var customer = read(row, attributes);
                            others.read(row);
                            batch.add(customer);
                            if (batch.size() == BATCH) {
                                stored[0] += flush(batch);
                            }
                        },
                        findings,
                        progress);
        return stored[0] + flush(batch);
    }

    private int flush(List<CustomerRow> batch) {
        var size = batch.size();
        if (size > 0) {
            sql.store(batch, clock.instant());
        }
        batch.clear();
        return size;
    }

    private CustomerRow read(CsvFile.Row row, AttributeColumns attributes) {
        var email = row.need("email");
        if (!ADDRESS.matcher(email).matches()) {
            throw new Invalid("'email' is not an address");
        }
        var country = row.get("country").orElse("DE").toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(country)) {
            throw new Invalid("'country' is '" + country + "', expected two letters of ISO 3166 such as DE");
        }
        return new CustomerRow(
                Bounds.key(row.need("id"), "id", 100),
                Bounds.text(email, "email", 320),
                name(row, "first_name"),
                name(row, "last_name"),
                gender(row),
                language(row.get("language").orElse("en")),
                country,
                zone(row.get("time_zone").orElse("Europe/Berlin")),
                birthday(row),
                since(row),
                attributes.read(row));
    }

    private @Nullable LocalDate birthday(CsvFile.Row row) {
        var birthday = parse(row, "birthday", LocalDate::parse, "1985-07-31");
        if (birthday == null) {
            return null;
        }
        if (birthday.isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.MAX))) {
            throw new Invalid("'birthday' is " + birthday + ", which is still to come");
        }
        return Bounds.date(birthday, "birthday");
    }

    private static @Nullable Instant since(CsvFile.Row row) {
        var since = parse(row, "since", Instant::parse, "2025-03-04T10:00:00Z");
        return since == null ? null : Bounds.instant(since, "since");
    }

    private static String language(String tag) {
        var parts = LANGUAGE.matcher(tag);
        var language = parts.matches() ? parts.group(1).toLowerCase(Locale.ROOT) : "";
        if (!LANGUAGES.contains(language)) {
            throw new Invalid("'language' is '" + tag + "', expected two letters of ISO 639 such as de, or de-AT");
        }
        return language;
    }

    private static @Nullable String name(CsvFile.Row row, String column) {
        var name = row.orNull(column);
        return name == null ? null : Bounds.text(name, column, 100);
    }

    private static @Nullable String gender(CsvFile.Row row) {
        var gender = row.orNull("gender");
        if (gender != null && !GENDERS.contains(gender)) {
            throw new Invalid("'gender' is '" + gender + "', expected female, male, diverse or nothing"
                    + Nearest.hint(gender, GENDERS));
        }
        return gender;
    }

    private static String zone(String name) {
        try {
            return Bounds.text(ZoneId.of(name).getId(), "time_zone", 50);
        } catch (DateTimeException e) {
            throw new Invalid(
                    "'time_zone' is '" + name + "', expected for example Europe/Berlin"
                            + Nearest.hint(name, ZoneId.getAvailableZoneIds()),
                    e);
        }
    }

    private static <T> @Nullable T parse(CsvFile.Row row, String column, Function<String, T> parser, String example) {
        var text = row.orNull(column);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            throw new Invalid("'" + column + "' is '" + text + "', expected for example " + example, e);
        }
    }
}
