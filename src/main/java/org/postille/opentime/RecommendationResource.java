package org.postille.opentime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.Money;
import org.postille.base.Nearest;
import org.postille.base.Theme;
import org.postille.campaign.definition.Source;
import org.postille.campaign.definition.Strategy;
import org.postille.catalog.Product;
import org.postille.customer.Customer;
import org.postille.interest.Interest;
import org.postille.interest.People;
import org.postille.interest.Recommendation;
import org.postille.interest.Wishes;
import org.postille.web.ApiKeyFilter;

/** What a customer would like, for the shop's own pages. */
@Tag(name = "Recommendations")
@Path("/api/v1/recommendations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@SecurityRequirement(name = ApiKeyFilter.KEY)
public class RecommendationResource {

    private static final int MOST = 100;
    private static final int MOST_VALUES = 100;

    /** Products that may have been sold since the assortment was last read. */
    private static final int RESERVE = 10;

    private final Interest interest;
    private final People people;
    private final Assortment assortment;
    private final Strategies strategies;
    private final OpenTimeSql sql;
    private final Clock clock;

    RecommendationResource(
            Interest interest,
            People people,
            Assortment assortment,
            Strategies strategies,
            OpenTimeSql sql,
            Clock clock) {
        this.interest = interest;
        this.people = people;
        this.assortment = assortment;
        this.strategies = strategies;
        this.sql = sql;
        this.clock = clock;
    }

    /** A product that can be bought now. */
    @Schema(name = "RecommendedProduct")
    public record Entry(
            @Schema(description = "The shop's number of the product", examples = "sku-1")
            String sku,

            @Schema(description = "In the customer's language where the catalog has it", examples = "Enamel Mug")
            String title,

            @Schema(
                    description = "What a customer pays now; null for an article, which is to be read",
                    examples = "12.95")
            @Nullable
            BigDecimal price,

            @Schema(
                    description =
                            "The only price that may be struck through beside it: the lowest of the 30 days before the"
                                    + " reduction; null where none may be",
                    examples = "14.95")
            @Nullable
            BigDecimal oldPrice,

            @Schema(description = "ISO 4217", examples = "EUR")
            String currency,

            @Schema(description = "The strategy that found it", examples = "personal")
            String strategy,

            @Schema(
                    description = "Why it is recommended, in the customer's language",
                    examples = "because you bought Enamel Mug")
            String reason) {}

    @GET
    @Operation(
            summary = "What a customer would like, best first",
            description =
                    "By the strategies of campaigns. Only products that can be bought now, none that the customer has bought before,"
                            + " except best sellers and what goes with others. Fewer than asked for, if there are no more. The"
                            + " filters are those of a campaign's theme: values of one kind are alternatives, the kinds narrow"
                            + " each other")
    @APIResponse(responseCode = "200", description = "The products")
    @APIResponse(responseCode = "401", description = "The key of the REST API is missing or wrong")
    @APIResponse(responseCode = "404", description = "There is no such customer")
    @APIResponse(
            responseCode = "422",
            description =
                    "'customer' is missing, 'n' is out of range, a strategy is not known or lacks what it starts from, or"
                            + " there are more than 100 values of filters")
    public List<Entry> list(
            @Parameter(description = "The shop's number of the customer", required = true)
                    @QueryParam("customer")
                    @Nullable
                    String customer,
            @Parameter(
                            description =
                                    "How they are found: personal, complementary, alternatives, topsellers, trending,"
                                            + " new-arrivals, last-viewed, similar, favourites, back-in-stock, low-stock, price-drop,"
                                            + " free-shipping, complete-the-set or articles")
                    @QueryParam("strategy")
                    @DefaultValue("personal")
                    String strategy,
            @Parameter(description = "Strategies for what the first one leaves empty, in this order")
                    @QueryParam("fallback")
                    List<String> fallbacks,
            @Parameter(
                            description =
                                    "Products that a strategy starts from, by the shop's numbers: the cart, the order, the"
                                            + " product page. They are not recommended themselves")
                    @QueryParam("to")
                    List<String> to,
            @Parameter(description = "What favourites are of: category, brand, material, colour or collection")
                    @QueryParam("by")
                    @Nullable
                    String by,
            @Parameter(
                            description =
                                    "Value of the cart, for free-shipping; without it one piece of each product in 'to'",
                            example = "37.50 EUR")
                    @QueryParam("cart")
                    @Nullable
                    String cart,
            @Parameter(description = "How many, 1 to " + MOST) @QueryParam("n") @DefaultValue("10") int n,
            @Parameter(description = "One of these, by the shop's numbers") @QueryParam("product")
                    List<String> products,
            @Parameter(description = "Of these categories: Kitchen covers Home > Kitchen > Mugs")
                    @QueryParam("category")
                    List<String> categories,
            @Parameter(description = "Of these brands") @QueryParam("brand") List<String> brands,
            @Parameter(description = "Of these materials") @QueryParam("material") List<String> materials,
            @Parameter(description = "Of these colours") @QueryParam("colour") List<String> colours,
            @Parameter(description = "With one of these in the title") @QueryParam("words") List<String> words,
            @Parameter(
                            description =
                                    "Of which the shop says this under names of its own: pattern:dots, or a number by age:3..6;"
                                            + " values of one name are alternatives")
                    @QueryParam("attribute")
                    List<String> attributes,
            @Parameter(description = "That cost at least so much", example = "10") @QueryParam("price-min") @Nullable
                    BigDecimal least,
            @Parameter(description = "That cost at most so much", example = "49.95") @QueryParam("price-max") @Nullable
                    BigDecimal most) {
        if (customer == null) {
            throw new Invalid("'customer' is missing: the shop's customer number");
        }
        if (n < 1 || n > MOST) {
            throw new Invalid("'n' is " + n + ", expected 1 to " + MOST);
        }
        var kinds = List.of(products, categories, brands, materials, colours, words, attributes, to, fallbacks);
        var values = kinds.stream().mapToInt(List::size).sum();
        if (values > MOST_VALUES) {
            throw new Invalid("there are " + values + " values of filters, expected " + MOST_VALUES + " at most");
        }
        if (kinds.stream().flatMap(List::stream).anyMatch(String::isBlank)) {
            throw new Invalid("a filter has no value, expected for example category=Kitchen");
        }
        var chain = Stream.concat(Stream.of(strategy), fallbacks.stream())
                .map(it -> source(it, to, by, cart))
                .toList();
        var theme = new Theme(products, categories, brands, materials, colours, words, AskedAttributes.of(attributes));
        var known = Customer.byKey(customer);
        var model = interest.current();
        var shelves = assortment.asOf(model);
        var person = people.of(known.id);
        var anchors = shelves.ids(to);
        var covered = shelves.sellable(theme);
        LongPredicate eligible = it -> covered.test(it)
                && Arrays.stream(anchors).noneMatch(anchor -> anchor == it)
                && ((least == null && most == null)
                        || shelves.product(it)
                                .filter(product -> costs(product, least, most))
                                .isPresent());
        var question = new Strategies.Question(
                model,
                shelves,
                person,
                anchors,
                value(cart, anchors, shelves),
                shelves.articles(theme),
                Wishes.of(eligible, n + RESERVE),
                clock.instant());
        var wanted = new LinkedHashMap<Long, Found>();
        for (var source : chain) {
            if (wanted.size() < n + RESERVE) {
                strategies
                        .find(source, question)
                        .forEach(it -> wanted.putIfAbsent(it.productId(), new Found(source.strategy(), it)));
            }
        }
        var now = sql.sellable(wanted.keySet());
        var titles = Product.ofIds(now.keySet()).stream().collect(Collectors.toMap(it -> it.id, Function.identity()));
        return wanted.values().stream()
                .filter(it -> titles.containsKey(it.what.productId()) && holds(it, now, theme, least, most))
                .limit(n)
                .map(it -> entry(Objects.requireNonNull(titles.get(it.what.productId())), known.language, it))
                .toList();
    }

    private record Found(Strategy strategy, Recommendation what) {}

    /** The assortment is as of a minute ago; what is answered is as of now. */
    private boolean holds(
            Found found,
            Map<Long, OpenTimeSql.Sellable> now,
            Theme theme,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most) {
        var product = now.get(found.what.productId());
        return product != null
                && Assortment.covers(theme, product)
                && (product.shelf().article() || costs(product, least, most))
                && strategies.holds(found.strategy, product, clock.instant());
    }

    private static boolean costs(OpenTimeSql.Sellable product, @Nullable BigDecimal least, @Nullable BigDecimal most) {
        var price = product.price().amount();
        return (least == null || price.compareTo(least) >= 0) && (most == null || price.compareTo(most) <= 0);
    }

    private static Source source(String code, List<String> to, @Nullable String by, @Nullable String cart) {
        var strategy = Strategy.of(code)
                .orElseThrow(
                        () -> new Invalid("strategy '" + code + "' is not known" + Nearest.hint(code, Strategy.codes())
                                + "; expected one of " + String.join(", ", Strategy.codes())));
        if (to.isEmpty() && strategy.origin() == Strategy.Origin.NEEDED) {
            throw new Invalid("'to' is missing: " + code + " to which products?");
        }
        if (to.isEmpty() && cart == null && strategy.origin() == Strategy.Origin.CART) {
            throw new Invalid("'cart' is missing, expected for example cart=37.50 EUR, or what is in it by 'to'");
        }
        if (by != null && !Source.LEVELS.contains(by)) {
            throw new Invalid("'by' is '" + by + "', expected one of " + String.join(", ", Source.LEVELS));
        }
        if (by == null && strategy == Strategy.FAVOURITES) {
            throw new Invalid(
                    "'by' is missing: favourites of what? Expected one of " + String.join(", ", Source.LEVELS));
        }
        return new Source(strategy, null, to, by);
    }

    private static @Nullable Money value(@Nullable String cart, long[] anchors, Assortment.State shelves) {
        return cart != null
                ? Money.parse(cart)
                : Arrays.stream(anchors)
                        .mapToObj(shelves::product)
                        .flatMap(Optional::stream)
                        .map(OpenTimeSql.Sellable::price)
                        .reduce((a, b) -> a.currency().equals(b.currency()) ? a.plus(b) : a)
                        .orElse(null);
    }

    private Entry entry(Product product, String language, Found found) {
        return new Entry(
                product.sku,
                product.title(language),
                product.article ? null : product.price,
                product.oldPrice(clock.instant()).map(Money::amount).orElse(null),
                product.currency,
                found.strategy.code(),
                found.what.reason());
    }
}
