package org.postille.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postille.base.PostilleConfig;
import org.postille.campaign.Facts;
import org.postille.campaign.definition.Anchors;
import org.postille.campaign.definition.Block;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.Ending;
import org.postille.campaign.definition.MessageDefinition;
import org.postille.catalog.Product;
import org.postille.consent.TrackingMode;
import org.postille.customer.Customer;
import org.postille.opentime.Endings;
import org.postille.opentime.FixedSlots;
import org.postille.opentime.LiveLinks;
import org.postille.opentime.SlotLinks;
import org.postille.opentime.tile.Countdowns;
import org.postille.opentime.tile.VoucherTiles;
import org.postille.opentime.voucher.Vouchers;
import org.postille.render.CompiledMail;
import org.postille.render.Rendered;
import org.postille.render.Templates;
import org.postille.render.TileSize;
import org.postille.tracking.TrackedLinks;
import org.postille.tracking.UnsubscribeLink;

/** Puts together what a template sees of one recipient, and has it rendered. */
@ApplicationScoped
public class Composition {

    private static final TileSize DEFAULT_TILE = TileSize.of(2);
    /** A changed template is taken this soon. */
    private static final Duration BLINK = Duration.ofSeconds(1);

    private final Templates templates;
    private final PostilleConfig.Shop shop;
    private final SlotLinks slots;
    private final FixedSlots fixed;
    private final UnsubscribeLink unsubscribe;
    private final TrackedLinks tracked;
    private final LiveLinks live;
    private final Vouchers vouchers;

    Composition(
            PostilleConfig config,
            SlotLinks slots,
            FixedSlots fixed,
            UnsubscribeLink unsubscribe,
            TrackedLinks tracked,
            LiveLinks live,
            Vouchers vouchers) {
        this.templates = new Templates(config.templates(), BLINK);
        this.shop = config.shop();
        this.slots = slots;
        this.fixed = fixed;
        this.unsubscribe = unsubscribe;
        this.tracked = tracked;
        this.live = live;
        this.vouchers = vouchers;
    }

    /**
     * A mail to be written.
     *
     * @param id of the message
     * @param facts what the trigger knew; null for a scheduled campaign
     * @param products of the facts, by id
     * @param mode what may be known of the reader; of {@code NONE} no address tells anything but that of the unsubscription
     */
    public record Writing(
            long id,
            CampaignDefinition campaign,
            MessageDefinition message,
            Customer customer,
            @Nullable Facts facts,
            Map<Long, Product> products,
            TrackingMode mode,
            Instant at) {}

    /** @throws org.postille.base.Invalid if the template fails on this recipient; the message names its place */
    public Rendered write(Writing writing) {
        return write(writing, it -> writing.mode == TrackingMode.NONE ? it : tracked.of(writing.id, it));
    }

    /** The same with links that lead straight to their targets: for somebody who looks at the mail, and is not the reader. */
    Rendered show(Writing writing) {
        return write(writing, it -> it);
    }

    private Rendered write(Writing writing, UnaryOperator<String> links) {
        var mail = compiled(writing);
        var customer = writing.customer;
        var locale = Locale.of(mail.language(), customer.country);
        return mail.render(
                writing.message.subject().in(mail.language()).value(),
                model(writing, mail),
                locale,
                customer.zone(),
                links);
    }

    private CompiledMail compiled(Writing writing) {
        var blocks = writing.message.blocks().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().slots()));
        return templates.compile(
                writing.message.template(), writing.customer.language, writing.campaign.language(), blocks);
    }

    private Map<String, Object> model(Writing writing, CompiledMail mail) {
        var language = mail.language();
        var customer = writing.customer;
        var model = new HashMap<String, Object>();
        model.put("customer", person(customer));
        model.put("salutation", Salutation.of(language, customer.firstName, customer.gender));
        model.put(
                "campaign",
                Map.of(
                        "name", writing.campaign.name(),
                        "title", writing.campaign.title().in(language).value()));
        model.put("shop", Map.of("name", shop.name(), "url", shop.url(), "imprint", shop.imprint()));
        model.put("links", Map.of("unsubscribe", unsubscribe.of(writing.id)));
        model.put("today", writing.at.atZone(customer.zone()).toLocalDate());
        model.put("blocks", blocks(writing, mail));
        countdown(writing, language).ifPresent(it -> model.put("countdown", it));
        voucher(writing, language).ifPresent(it -> model.put("voucher", it));
        facts(writing, language).ifPresent(it -> model.put(it.name, it.content));
        return model;
    }

    private Optional<Map<String, Object>> countdown(Writing writing, String language) {
        return Optional.ofNullable(writing.message.countdown()).map(ending -> {
            var end = ending.of(writing.at, writing.customer.zone());
            var words = inWords(writing, ending, end, language);
            return Map.of(
                    "image",
                    live.countdown(end, language),
                    "alt",
                    ("de".equals(language) ? "Endet am " : "Ends on ") + words,
                    "end",
                    words,
                    "width",
                    Countdowns.WIDTH,
                    "height",
                    Countdowns.HEIGHT);
        });
    }

    /** In words as well as in a picture: a code has to be read aloud, and copied. */
    private Optional<Map<String, Object>> voucher(Writing writing, String language) {
        return Optional.ofNullable(writing.message.voucher()).map(voucher -> {
            var code = vouchers.code(writing.id, voucher);
            var title = voucher.title().in(language).value();
            var ending = voucher.ending();
            var end = ending == null ? null : ending.of(writing.at, writing.customer.zone());
            var view = new HashMap<String, Object>();
            view.put("title", title);
            view.put("code", code);
            if (writing.mode != TrackingMode.NONE) {
                view.put("image", live.voucher(writing.id, end));
            }
            view.put("alt", title + ": " + code);
            view.put("width", VoucherTiles.WIDTH);
            view.put("height", VoucherTiles.HEIGHT);
            if (ending != null && end != null) {
                view.put("end", inWords(writing, ending, end, language));
            }
            return view;
        });
    }

    private static String inWords(Writing writing, Ending ending, Instant end, String language) {
        var zone = writing.customer.zone();
        return Endings.inWords(end, ending.zone(zone), zone, Locale.of(language, writing.customer.country));
    }

    private static Map<String, Object> person(Customer customer) {
        var person = new HashMap<String, Object>();
        person.put("language", customer.language);
        person.put("country", customer.country);
        putIfKnown(person, "firstName", customer.firstName);
        putIfKnown(person, "lastName", customer.lastName);
        putIfKnown(person, "gender", customer.gender);
        return person;
    }

    private static void putIfKnown(Map<String, Object> model, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            model.put(name, value);
        }
    }

    private Map<String, Object> blocks(Writing writing, CompiledMail mail) {
        var blocks = new LinkedHashMap<String, Object>();
        var index = 0;
        for (var entry : writing.message.blocks().entrySet()) {
            var size = mail.tiles().getOrDefault(entry.getKey(), DEFAULT_TILE);
            blocks.put(entry.getKey(), block(writing, index++, entry.getKey(), entry.getValue(), size, mail));
        }
        return blocks;
    }

    private List<Map<String, Object>> slots(
            Writing writing, int block, Block definition, TileSize size, String language) {
        var views = new ArrayList<Map<String, Object>>();
        var number = 1;
        var links = writing.mode == TrackingMode.NONE
                ? fixed.slots(writing.id, block, definition.slots(), size)
                : slots.slots(writing.id, block, definition.slots(), size);
        for (var link : links) {
            var view = new HashMap<String, Object>();
            view.put("image", link.image());
            view.put("click", link.click());
            putIfKnown(view, "opinion", link.opinion());
            view.put("alt", alt(language, number++));
            view.put("width", size.width());
            view.put("height", size.height());
            views.add(view);
        }
        return views;
    }

    private Map<String, Object> block(
            Writing writing, int index, String name, Block definition, TileSize size, CompiledMail mail) {
        var view = new HashMap<String, Object>();
        view.put("slots", slots(writing, index, definition, size, mail.language()));
        if (writing.mode != TrackingMode.NONE) {
            view.put("page", slots.page(writing.id, index));
        }
        var columns = mail.together().get(name);
        if (columns != null) {
            view.put("picture", together(writing, index, size, columns, mail.language()));
        }
        return view;
    }

    private Map<String, Object> together(Writing writing, int block, TileSize size, int columns, String language) {
        var link = writing.mode == TrackingMode.NONE
                ? fixed.together(writing.id, block, size, columns)
                : slots.together(writing.id, block, size, columns);
        return Map.of(
                "image", link.image(),
                "click", link.click(),
                "alt",
                        "de".equals(language)
                                ? "Empfehlungen: aktuelle Angebote beim Öffnen"
                                : "Recommendations: the offers of the moment you open it",
                "width", size.width(columns));
    }

    /** The product is not known before the mail is opened, and the text cannot change after it was sent. */
    private static String alt(String language, int number) {
        return "de".equals(language)
                ? "Empfehlung " + number + ": aktuelles Angebot beim Öffnen"
                : "Recommendation " + number + ": the offer of the moment you open it";
    }

    private record Named(String name, Map<String, Object> content) {}

    private static Optional<Named> facts(Writing writing, String language) {
        var facts = writing.facts;
        if (facts == null) {
            return Optional.empty();
        }
        var items = new ArrayList<Map<String, Object>>();
        for (var item : facts.items()) {
            var product = writing.products.get(item.product());
            if (product != null) {
                var view = new HashMap<String, Object>();
                view.put("title", product.title(language));
                view.put("quantity", item.quantity());
                facts.price(item).ifPresent(it -> view.put("price", it));
                items.add(view);
            }
        }
        var content = new HashMap<String, Object>();
        content.put("items", items);
        facts.value().ifPresent(it -> content.put("value", it));
        return facts.event().flatMap(Anchors::broughtBy).map(it -> new Named(it.code(), content));
    }
}
