package org.postille.opentime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.Theme;
import org.postille.catalog.Product;
import org.postille.customer.Customer;
import org.postille.interest.Interest;
import org.postille.interest.People;
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

    RecommendationResource(Interest interest, People people, Assortment assortment) {
        this.interest = interest;
        this.people = people;
        this.assortment = assortment;
    }

    /** A product that can be bought now. */
    @Schema(name = "RecommendedProduct")
    public record Entry(
            @Schema(description = "The shop's number of the product", examples = "sku-1")
            String sku,

            @Schema(description = "In the customer's language where the catalog has it", examples = "Enamel Mug")
            String title,

            @Schema(description = "What a customer pays now", examples = "12.95")
            BigDecimal price,

            @Schema(description = "ISO 4217", examples = "EUR")
            String currency,

            @Schema(
                    description = "Why it is recommended, in the customer's language",
                    examples = "because you bought Enamel Mug")
            String reason) {}

    @GET
    @Operation(
            summary = "What a customer would like, best first",
            description =
                    "Only products that can be bought now, none that the customer has bought before. Fewer than asked for, if"
                            + " the model knows no more. The filters are those of a campaign's theme: values of one kind are"
                            + " alternatives, the kinds narrow each other")
    @APIResponse(responseCode = "200", description = "The products")
    @APIResponse(responseCode = "401", description = "The key of the REST API is missing or wrong")
    @APIResponse(responseCode = "404", description = "There is no such customer")
    @APIResponse(
            responseCode = "422",
            description = "'customer' is missing, 'n' is out of range, or there are more than 100 values of filters")
    public List<Entry> list(
            @Parameter(description = "The shop's number of the customer", required = true)
                    @QueryParam("customer")
                    @Nullable
                    String customer,
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
                    List<String> attributes) {
        if (customer == null) {
            throw new Invalid("'customer' is missing: the shop's customer number");
        }
        if (n < 1 || n > MOST) {
            throw new Invalid("'n' is " + n + ", expected 1 to " + MOST);
        }
        var kinds = List.of(products, categories, brands, materials, colours, words, attributes);
        var values = kinds.stream().mapToInt(List::size).sum();
        if (values > MOST_VALUES) {
            throw new Invalid("there are " + values + " values of filters, expected " + MOST_VALUES + " at most");
        }
        if (kinds.stream().flatMap(List::stream).anyMatch(String::isBlank)) {
            throw new Invalid("a filter has no value, expected for example category=Kitchen");
        }
        var theme = new Theme(products, categories, brands, materials, colours, words, AskedAttributes.of(attributes));
        var person = Customer.byKey(customer);
        var model = interest.current();
        var wanted = model.personal(people.of(person.id), Wishes.of(assortment.sellable(theme, model), n + RESERVE));
        var found = Product.ofIds(wanted.stream().map(it -> it.productId()).toList()).stream()
                .filter(Product::inStock)
                .collect(Collectors.toMap(it -> it.id, Function.identity()));
        return wanted.stream()
                .filter(it -> found.containsKey(it.productId()))
                .limit(n)
                .map(it -> entry(Objects.requireNonNull(found.get(it.productId())), person.language, it.reason()))
                .toList();
    }

    private static Entry entry(Product product, String language, String reason) {
        return new Entry(product.sku, product.title(language), product.price, product.currency, reason);
    }
}
