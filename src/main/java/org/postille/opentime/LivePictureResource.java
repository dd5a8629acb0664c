package org.postille.opentime;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.awt.Color;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.postille.base.PostilleConfig;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.campaign.Campaigns;
import org.postille.campaign.definition.Voucher;
import org.postille.customer.Customer;
import org.postille.opentime.tile.Countdowns;
import org.postille.opentime.tile.VoucherTiles;
import org.postille.opentime.voucher.Vouchers;

/** Pictures that tell what is right at the moment of opening: the time that is left, and whether a voucher is still good. */
@Tag(name = "In mails")
@Path("/")
@RunOnVirtualThread
public class LivePictureResource {

    private static final long MEMORY = 8_000_000;

    private final Tokens tokens;
    private final OpenTimeSql sql;
    private final Campaigns campaigns;
    private final Vouchers vouchers;
    private final OpenTimeConfig config;
    private final Patience patience;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Countdowns countdowns;
    private final VoucherTiles tiles;
    private final Semaphore drawing = new Semaphore(Runtime.getRuntime().availableProcessors());

    LivePictureResource(
            Tokens tokens,
            OpenTimeSql sql,
            Campaigns campaigns,
            Vouchers vouchers,
            OpenTimeConfig config,
            PostilleConfig shop,
            Patience patience,
            MeterRegistry meters,
            Clock clock) {
        this.tokens = tokens;
        this.sql = sql;
        this.campaigns = campaigns;
        this.vouchers = vouchers;
        this.config = config;
        this.patience = patience;
        this.meters = meters;
        this.clock = clock;
        var brand = Color.decode(config.brandColour()).getRGB() & 0xFFFFFF;
        countdowns = new Countdowns(brand, MEMORY);
        tiles = new VoucherTiles(shop.shop().name(), brand, MEMORY);
    }

    /** What stands in for all others is drawn while nobody waits for it. */
    void atStart(@Observes StartupEvent start) {
        tiles.neutral();
        countdowns.gif(Instant.EPOCH, Instant.EPOCH, "en");
    }

    @GET
    @Path("/t/{name}")
    @Operation(
            summary = "The time that is left, as a GIF that counts for a minute",
            description =
                    "The name is a signed token of a moment with .gif after it. Any other shows that the time is over")
    @APIResponse(responseCode = "200", description = "A GIF, always")
    public Response countdown(@PathParam("name") String name) {
        var numbers = tokens.open(Purpose.COUNTDOWN, without(name, ".gif"))
                .filter(it -> it.size() == 2)
                .orElse(List.of());
        // Not by patience: nothing that stands in for a countdown would be true, and to draw one takes no database.
        var gif = numbers.isEmpty() ? Optional.<byte[]>empty() : Optional.of(drawn(numbers));
        count("countdown", gif.isPresent());
        return response("image/gif", gif.orElseGet(() -> countdowns.gif(Instant.EPOCH, Instant.EPOCH, "en")));
    }

    private byte[] drawn(List<Long> numbers) {
        drawing.acquireUninterruptibly();
        try {
            return countdowns.gif(
                    Instant.ofEpochSecond(numbers.get(0)), clock.instant(), LiveLinks.language(numbers.get(1)));
        } finally {
            drawing.release();
        }
    }

    @GET
    @Path("/a/{name}")
    @Operation(
            summary = "The voucher of one mail as it stands now",
            description =
                    "The name is a signed token of the mail with .png after it. Any other gets the neutral picture")
    @APIResponse(responseCode = "200", description = "A PNG, always")
    public Response voucher(@PathParam("name") String name) {
        var numbers = tokens.open(Purpose.VOUCHER, without(name, ".png"))
                .filter(it -> it.size() == 2)
                .orElse(List.of());
        var png = numbers.isEmpty()
                ? Optional.<byte[]>empty()
                : patience.inTime("A voucher", config.patience(), () -> ticket(numbers.get(0), numbers.get(1)));
        count("voucher", png.isPresent());
        return response("image/png", png.orElseGet(tiles::neutral));
    }

    private Optional<byte[]> ticket(long message, long end) {
        return sql.mail(message, 0, clock.instant())
                .filter(it -> it.plannedAt().plus(config.answersFor()).isAfter(clock.instant()))
                .filter(Mail::mayBePersonal)
                .flatMap(mail -> campaigns
                        .lastOfId(mail.campaign())
                        .flatMap(it -> Optional.ofNullable(it.messages().get(mail.message())))
                        .flatMap(it -> Optional.ofNullable(it.voucher()))
                        .flatMap(voucher -> vouchers.brought(message, voucher)
                                .map(code -> tiles.png(face(mail, voucher, code, end)))));
    }

    private VoucherTiles.Face face(Mail mail, Voucher voucher, String code, long end) {
        var language = String.valueOf(mail.language());
        var title = voucher.title().in(language).value();
        if (end == LiveLinks.NEVER) {
            return new VoucherTiles.Face(title, code, "", false);
        }
        var ends = Instant.ofEpochSecond(end);
        var over = !clock.instant().isBefore(ends);
        var reader = QuarkusTransaction.joiningExisting()
                .call(() -> Customer.ofId(mail.customer()))
                .map(Customer::zone)
                .orElse(ZoneId.of("UTC"));
        var ending = voucher.ending();
        var zone = ending == null ? reader : ending.zone(reader);
        var when = Endings.inWords(ends, zone, reader, mail.locale());
        return new VoucherTiles.Face(title, code, validity(language, over).formatted(when), over);
    }

    private static String validity(String language, boolean over) {
        if (language.equals("de")) {
            return over ? "abgelaufen am %s" : "gültig bis %s";
        }
        return over ? "expired on %s" : "valid until %s";
    }

    private void count(String kind, boolean shown) {
        meters.counter("postille.live", "kind", kind, "outcome", shown ? "shown" : "neutral")
                .increment();
    }

    private static String without(String name, String extension) {
        return name.endsWith(extension) ? name.substring(0, name.length() - extension.length()) : name;
    }

    private static Response response(String type, byte[] picture) {
        return Response.ok(picture)
                .type(type)
                .header("Content-Length", picture.length)
                .header("Cache-Control", "no-cache, no-store, must-revalidate, max-age=0, private")
                .header("Pragma", "no-cache")
                .header("Expires", "0")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
