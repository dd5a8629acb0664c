package org.postille.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SchemaTest {

    @Inject
    DataSource database;

    @Test
    void an_instant_comes_back_from_the_database_as_it_went_in() throws SQLException {
        var instant = Instant.parse("2026-10-25T01:30:00.123456Z");
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into webhook_receipt (source, webhook_id, received_at, status, answer) values ('s', 'w', ?, 200, '')");
                var select = connection.prepareStatement("select received_at from webhook_receipt")) {
            insert.setObject(1, instant);
            insert.executeUpdate();
            try (var rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getObject(1, OffsetDateTime.class).toInstant()).isEqualTo(instant);
            }
        }
    }
}
