package org.postille.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postille.base.Progress;
import org.postille.catalog.PriceSql;
import org.postille.catalog.ProductSql;
import org.postille.customer.CustomerSql;
import org.postille.testing.SmallHeap;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LargeEventsTest {

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    /** The import on the real database, without the rest of the program. */
    static final class Importing {

        private Importing() {}

        public static void main(String... arguments) throws Exception {
            var database = new MariaDbDataSource(arguments[0]);
            database.setUser("root");
            var customers = CustomerSql.class.getDeclaredConstructor(DataSource.class);
            var products =
                    ProductSql.class.getDeclaredConstructor(DataSource.class, ObjectMapper.class, PriceSql.class);
            var prices = PriceSql.class.getDeclaredConstructor(DataSource.class);
            customers.setAccessible(true);
            products.setAccessible(true);
            prices.setAccessible(true);
            var log = new EventLog(
                    new EventSql(database),
                    customers.newInstance(database),
                    products.newInstance(database, new ObjectMapper(), prices.newInstance(database)),
                    unheard(),
                    Clock.systemUTC());
            var findings = new long[1];
            var stored = new EventImport(log).run(Path.of(arguments[1]), finding -> findings[0]++, Progress.UNSEEN);
            System.out.println(stored + " stored, " + findings[0] + " findings");
        }

        @SuppressWarnings("unchecked") // a proxy of a generic interface
        private static jakarta.enterprise.event.Event<Recorded> unheard() {
            return (jakarta.enterprise.event.Event<Recorded>) Proxy.newProxyInstance(
                    Importing.class.getClassLoader(),
                    new Class<?>[] {jakarta.enterprise.event.Event.class},
                    (proxy, method, values) -> {
                        throw new AssertionError("history is not announced");
                    });
        }
    }

    @Test
    void a_large_file_of_unknown_customers_needs_no_more_memory_than_a_small_one(@TempDir Path folder)
            throws IOException, InterruptedException {
        var items = "{\"product\":\"no-such-product-of-ours\",\"quantity\":2,\"price\":\"19.95\"}";
        var many = (items + ",").repeat(30) + items;
        var file = SmallHeap.file(
                folder.resolve("large.jsonl"),
                "",
                it -> "{\"id\":\"e-" + it + "\",\"type\":\"order.placed\",\"at\":\"2026-05-01T10:00:00Z\",\"customer\":"
                        + "\"nobody-" + it + "\",\"currency\":\"EUR\",\"items\":[" + many + "]}\n",
                "");
        assertThat(SmallHeap.run(Importing.class, database, file.toString())).matches("0 stored, 4\\d{4} findings");
    }
}
