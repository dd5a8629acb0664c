package org.postille.opentime;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.postille.base.PostilleConfig;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.catalog.Product;
import org.postille.opentime.ProductPages.Item;
import org.postille.tracking.Opinions;
import org.postille.tracking.visit.Request;
import org.postille.tracking.visit.Visits;

/**
 * The same products as the pictures of a block show, as a page for readers without pictures, and the question what a reader thinks
 * of one. A GET decides what a picture would, and changes nothing else: scanners follow every link.
 */
@Tag(name = "In mails")
@Path("/")
@RunOnVirtualThread
public class ProductPageResource {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final String HTML = "text/html;charset=UTF-8";

    private final Tokens tokens;
    private final Decisions decisions;
    private final OpenTimeSql sql;
    private final Opinions opinions;
    private final Visits visits;
    private final ProductPages pages;
    private final PageStyle style;
    private final String publicUrl;
    private final Patience patience;

    ProductPageResource(
            Tokens tokens,
            Decisions decisions,
            OpenTimeSql sql,
            Opinions opinions,
            Visits visits,
            ProductPages pages,
            PageStyle style,
            PostilleConfig config,
            Patience patience) {
        this.tokens = tokens;
        this.decisions = decisions;
        this.sql = sql;
        this.opinions = opinions;
        this.visits = visits;
        this.pages = pages;
        this.style = style;
        publicUrl = config.publicUrl();
        this.patience = patience;
    }

    @GET
    @Path("/b/{token}")
    @Operation(
            summary = "What a block of a mail shows, as a page for readers without pictures",
            description = "Decides as a picture does. Any other token gets the neutral page")
    @APIResponse(responseCode = "200", description = "The page, always")
    public Response block(@PathParam("token") String token, @Context HttpServerRequest http) {
        var request = Request.of(Request.Kind.PICTURE, http);
        return page(() -> block(token, any -> decisions.decideAll(any, request)));
    }

    @HEAD
    @Path("/b/{token}")
    @Operation(hidden = true)
    public Response blockHead(@PathParam("token") String token) {
        return page(() -> block(token, decisions::peekAll));
    }

    private Optional<String> block(String token, Function<Slot, List<Decisions.View>> look) {
        var numbers = tokens.open(Purpose.BLOCK_PAGE, token)
                .filter(it -> it.size() == 2)
                .orElse(List.of());
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        var views = look.apply(new Slot(numbers.get(0), numbers.get(1).intValue(), 0));
        return views.isEmpty()
                ? Optional.empty()
                : Optional.of(pages.block(
                        views.getFirst().mail(), views.stream().map(this::item).toList()));
    }

    private Item item(Decisions.View view) {
        var slot = view.slot();
        return new Item(
                view.offer().title(),
                view.offer().price(),
                view.offer().oldPrice(),
                view.reason(),
                view.offer().photo() == null ? null : photo(view.product()),
                "/c/" + tokens.issue(Purpose.CLICK, slot.message(), slot.block(), slot.index()),
                opinion(slot, view.product()),
                opinions.of(view.mail().customer(), view.product()).orElse(null));
    }

    private String photo(long product) {
        return "/b/photo/" + tokens.issue(Purpose.PHOTO, product) + ".jpg";
    }

    private String opinion(Slot slot, long product) {
        return "/l/" + tokens.issue(Purpose.OPINION, slot.message(), slot.block(), slot.index(), product);
    }

    @GET
    @Path("/l/{token}")
    @Operation(summary = "A page that asks what the reader thinks of a product; changes nothing")
    @APIResponse(responseCode = "200", description = "The page, always")
    public Response ask(@PathParam("token") String token) {
        return page(() -> question(token));
    }

    /**
     * A slot is asked about as it is shown; once the page names a product, its button means that one, whatever the slot shows then.
     */
    private Optional<String> question(String token) {
        var numbers = tokens.open(Purpose.OPINION, token).orElse(List.of());
        return switch (numbers.size()) {
            case 3 ->
                decisions
                        .personal(slot(numbers))
                        .flatMap(_ -> decisions.decide(slot(numbers)))
                        .map(it -> question(it.mail(), it.slot(), item(it)));
            case 4 -> {
                var slot = slot(numbers);
                yield decisions
                        .personal(slot)
                        .flatMap(mail -> item(mail, slot, numbers.get(3)).map(it -> question(mail, slot, it)));
            }
            default -> Optional.empty();
        };
    }

    private String question(Mail mail, Slot slot, Item item) {
        return pages.opinion(mail, item, "/b/" + tokens.issue(Purpose.BLOCK_PAGE, slot.message(), slot.block()));
    }

    /** The product by itself: the slot may show another one meanwhile, so nothing leads to it. */
    private Optional<Item> item(Mail mail, Slot slot, long product) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> Product.ofId(product))
                .map(it -> new Item(
                        it.title(String.valueOf(mail.language())),
                        it.price(),
                        null,
                        null,
                        sql.photo(product).isEmpty() ? null : photo(product),
                        null,
                        opinion(slot, product),
                        opinions.of(mail.customer(), product).orElse(null)));
    }

    private static Slot slot(List<Long> numbers) {
        return new Slot(
                numbers.get(0), numbers.get(1).intValue(), numbers.get(2).intValue());
    }

    @POST
    @Path("/l/{token}")
    @Operation(summary = "Notes what the reader thinks of a product: opinion=like or opinion=dislike")
    @APIResponse(responseCode = "303", description = "To the page, which says so")
    public Response say(
            @PathParam("token") String token,
            @FormParam("opinion") @Nullable String opinion,
            @Context HttpServerRequest http) {
        var numbers =
                tokens.open(Purpose.OPINION, token).filter(it -> it.size() == 4).orElse(List.of());
        var known = "like".equals(opinion) || "dislike".equals(opinion);
        var request = Request.of(Request.Kind.CLICK, http);
        if (!numbers.isEmpty() && known) {
            var said = patience.inTime("An opinion", LONGEST, () -> {
                decisions
                        .personal(slot(numbers))
                        .filter(it -> mayTeach(request, it))
                        .ifPresent(it -> opinions.said(it.customer(), numbers.get(3), "like".equals(opinion)));
                return Optional.of(true);
            });
            if (said.isEmpty()) {
                return headers(Response.status(503).type(HTML).entity(pages.later()));
            }
        }
        return headers(
                Response.status(303).location(URI.create(publicUrl + "/l/" + (numbers.isEmpty() ? "none" : token))));
    }

    /** Scanners press buttons, too, if seldom. */
    private boolean mayTeach(Request request, Mail mail) {
        return switch (visits.judge(request, mail.sent()).visitor()) {
            case HUMAN_LIKELY, PROXY_OPEN, UNKNOWN -> true;
            case PREFETCH, SCANNER -> false;
        };
    }

    @GET
    @Path("/b/photo/{name}")
    @Operation(hidden = true)
    public Response photo(@PathParam("name") String name, @HeaderParam("If-None-Match") @Nullable String known) {
        var jpeg = tokens.open(Purpose.PHOTO, name.endsWith(".jpg") ? name.substring(0, name.length() - 4) : name)
                .filter(it -> it.size() == 1)
                .flatMap(it -> patience.inTime("A photo", LONGEST, () -> sql.photo(it.getFirst())));
        return jpeg.map(it -> Response.ok(it).type("image/jpeg").header("Cache-Control", "public, max-age=3600"))
                .orElseGet(() -> Response.status(404).header("Cache-Control", "no-store"))
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "noindex")
                .build();
    }

    @GET
    @Path("/b/page.css")
    @Operation(hidden = true)
    public Response style() {
        return Response.ok(style.css())
                .type("text/css;charset=UTF-8")
                .header("Cache-Control", "public, max-age=3600")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private Response page(Callable<Optional<String>> page) {
        var html = patience.inTime("A page of products", LONGEST, page).orElseGet(pages::neutral);
        return headers(Response.ok(html).type(Objects.requireNonNull(MediaType.valueOf(HTML))));
    }

    private static Response headers(Response.ResponseBuilder response) {
        return response.header("Cache-Control", "no-store")
                .header("X-Robots-Tag", "noindex")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none';"
                                + " frame-ancestors 'none'")
                .build();
    }
}
