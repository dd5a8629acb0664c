package org.postille.demo.storefront;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.postille.base.Invalid;
import org.postille.demo.page.DemoPage;

/** The sample shop in a browser. */
@Path("/shop")
class StorefrontPage {

    private static final int TOP = 12;
    private static final int PAGE = 36;
    private static final int BESIDE = 4;

    private final boolean demo;
    private final StorefrontSql shop;
    private final StorefrontView view;

    StorefrontPage(
            @ConfigProperty(name = "postille.demo", defaultValue = "false") boolean demo,
            StorefrontSql shop,
            StorefrontView view) {
        this.demo = demo;
        this.shop = shop;
        this.view = view;
    }

    @GET
    @Operation(hidden = true)
    public Response start() {
        return demo ? DemoPage.of(view.start(Shelves.of(shop.shelves()), shop.mostOrdered(TOP))) : DemoPage.absent();
    }

    @GET
    @Path("/style.css")
    @Operation(hidden = true)
    public Response style() {
        return demo ? DemoPage.style("shop.css") : DemoPage.absent();
    }

    @GET
    @Path("/p/{sku}")
    @Operation(hidden = true)
    public Response article(@PathParam("sku") String sku) {
        if (!demo) {
            return DemoPage.absent();
        }
        var shelves = Shelves.of(shop.shelves());
        return shop.article(sku)
                .map(article -> {
                    var category = article.category();
                    return DemoPage.of(view.article(
                            shelves, article, category == null ? List.of() : shop.beside(sku, category, BESIDE)));
                })
                .orElseGet(() -> DemoPage.notFound(view.missing(shelves)));
    }

    /** The steps of the category's path are the segments of the address. */
    @GET
    @Path("/c/{category:.+}")
    @Operation(hidden = true)
    public Response category(
            @PathParam("category") @Encoded String segments, @QueryParam("page") @DefaultValue("1") int page) {
        if (!demo) {
            return DemoPage.absent();
        }
        var category = Arrays.stream(segments.split("/"))
                .map(StorefrontPage::decoded)
                .collect(Collectors.joining(Shelves.STEP));
        var shelves = Shelves.of(shop.shelves());
        var number = Math.clamp(page, 1, 10_000);
        return shelves.products(category) == 0
                ? DemoPage.notFound(view.missing(shelves))
                : DemoPage.of(view.category(
                        shelves, category, shop.within(category, (number - 1) * PAGE, PAGE), number, PAGE));
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Invalid("not an address of this shop: " + segment, e);
        }
    }

    @GET
    @Path("/photo/{sku}")
    @Operation(hidden = true)
    public Response photo(@PathParam("sku") String sku, @Context Request request) {
        if (!demo) {
            return DemoPage.absent();
        }
        return shop.photo(sku)
                .map(photo -> {
                    var tag = new EntityTag(photo.version());
                    var unchanged = request.evaluatePreconditions(tag);
                    var age = new CacheControl();
                    age.setMaxAge(3600);
                    var answer = unchanged == null ? Response.ok(photo.jpeg(), "image/jpeg") : unchanged;
                    return answer.tag(tag)
                            .cacheControl(age)
                            .header("X-Content-Type-Options", "nosniff")
                            .build();
                })
                .orElseGet(DemoPage::absent);
    }
}
