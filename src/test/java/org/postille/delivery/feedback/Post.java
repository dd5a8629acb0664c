package org.postille.delivery.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.testing.Shop;

/** Mails that were sent, as rows of the outbox, and the marks that they carry. */
@ApplicationScoped
public class Post {

    private static final AtomicInteger OCCASIONS = new AtomicInteger();

    private final Shop shop;
    private final Tokens tokens;
    private final TestBounces addresses;
    private final Clock clock;

    Post(Shop shop, Tokens tokens, TestBounces addresses, Clock clock) {
        this.shop = shop;
        this.tokens = tokens;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** A customer who agreed to offers. */
    public long reader(String key) {
        var id = shop.customer(key);
        shop.consents(key, "offers");
        return id;
    }

    /** @return the id of a mail about offers that the relay took */
    public long sent(String customer) {
        return sent(customer, "'offers'");
    }

    /** @return the same for one that needed no consent */
    public long sentTransactional(String customer) {
        return sent(customer, "null");
    }

    private long sent(String customer, String purpose) {
        if (shop.count("campaign where name = 'letter'") == 0) {
            shop.tampers("insert into campaign (name, version, loaded_at) values ('letter', '1', '2026-05-04')");
        }
        var occasion = "test-" + OCCASIONS.incrementAndGet();
        shop.tampers(
                "insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, planned_at)"
                        + " select id, ?, 'letter', ?, " + purpose
                        + ", 'accepted', ?, ? from campaign where name = 'letter'",
                occasion,
                shop.customerId(customer),
                clock.instant(),
                clock.instant());
        return Long.parseLong(String.valueOf(shop.value("select id from message where occasion = ?", occasion)));
    }

    /** Where bounces of that mail come to. */
    public String verp(long message) {
        return addresses.verp(
                message,
                String.valueOf(shop.value(
                        "select email from customer c join message m on m.customer_id = c.id where m.id = ?",
                        message)));
    }

    /** Where the reader of that mail unsubscribes by mail. */
    public String unsubscribe(long message) {
        return addresses
                .unsubscribe(message)
                .orElseThrow()
                .getSchemeSpecificPart()
                .replaceFirst("\\?.*", "");
    }

    public String messageId(long message) {
        return "<" + tokens.issue(Purpose.MESSAGE, message) + "@shop.example>";
    }

    public String unsubscribeLink(long message) {
        return "https://news.example/u/" + tokens.issue(Purpose.UNSUBSCRIBE, message);
    }

    /** The address of that customer and what keeps mail from it; empty where nothing does. */
    public String suppression(String customer) {
        return String.valueOf(shop.value(
                "select coalesce(max(concat(scope, ': ', reason)), '') from suppression"
                        + " where customer_id = ? and lifted_at is null",
                shop.customerId(customer)));
    }

    public boolean agrees(String customer) {
        return shop.count(
                        "consent where customer_id = ? and purpose = 'offers' and ended_at is null",
                        shop.customerId(customer))
                == 1;
    }
}
