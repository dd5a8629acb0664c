package org.postille.render.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Money;

class SandboxTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Sandbox SANDBOX = new Sandbox();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[=\"freemarker.template.utility.Execute\"?new()(\"id\")]",
                "[#assign o=\"freemarker.template.utility.ObjectConstructor\"?new()]",
                "[=x?api.y]",
                "[=x?has_api?c]",
                "[=x.getClass().getName()]",
                "[=x()]",
                "[#assign t=\"a\"?interpret][@t/]",
                "[=\"1+1\"?eval]",
                "[=\"1+1\"? eval]",
                "[=\"1+1\"?[#-- hidden --]eval]",
                "[=\"[='1+1'?eval]\"]",
                "[=\"[]\"?eval_json]",
                "[=\"[]\"?evalJson]",
                "[#include \"/etc/passwd\"]",
                "[#import \"/etc/passwd\" as p]",
                "[=.get_optional_template(\"/etc/passwd\").include()]",
                "[=.data_model?keys?join(\",\")]",
                "[=.vars.x]",
                "[=.now]",
                "[=x?no_esc]",
                "[#noautoesc][=x][/#noautoesc]",
                "[#outputformat \"undefined\"][=x][/#outputformat]",
                "[#outputformat \"RTF\"][=x][/#outputformat]",
                "[#ftl output_format=\"undefined\"][=x]",
                " [#ftl auto_esc=false][=x]",
                "[#escape x as x?no_esc][=x][/#escape]",
                "[#setting locale=\"tr\"][=x?lower_case]",
                "[#setting classic_compatible=true]",
                "[#attempt][=y][#recover][/#attempt]",
                "[#assign s][#list 1..9 as i]a[/#list][/#assign]",
                "[#function f a][#return a][/#function][=f(1)]",
                "[#visit x]",
                "[#recurse x]",
                "[#stop \"no\"]",
                "[=(\"a\"?right_pad(200000000))?length]",
                "[=\"a\"?left_pad(x?number)]",
                "[=x?matches(\"(a+)+b\")?c]",
                "[=x?replace(\"(a+)+b\", \"\", \"r\")]",
                "[=x?replace(\"(a+)+b\", \"\", f)]",
                "[=x?split(\"(a+)+b\", \"r\")?size]",
                "[=x?keep_after(\"(a+)+b\", \"r\")]",
                "[=x?ensure_starts_with(\"(a+)+b\", \"c\")]",
                "[#list 1.. as x][/#list]",
                "[=(1..1000000000)?join(\"\")]",
                "[=(1..)?filter(x -> false)?size]",
                "[#assign r = 1..1000000000][=r?size]",
                "[#assign s=\"aaaaaaaaaa\"][#list 1..24 as i][#assign s=s+s][/#list][=s?length]",
                "[#assign s=\"aaaaaaaaaa\"][#list 1..24 as i][#assign s+=s][/#list]",
                "[#assign s=\"aa\"][#list 1..24 as i][#assign s=\"[=s][=s]\"][/#list]",
                "[#assign s=\"aa\"][#list 1..24 as i][#assign t=s][#assign s=t+t][/#list]",
                "[#assign s=\"aa\"][#list 1..24 as i][#assign s=s?replace(\"a\", \"aa\")][/#list]",
                "[#assign s=[1]][#list 1..24 as i][#assign s=s+s][/#list]",
                "[#assign n=3][#list 1..24 as i][#assign n=n*n][/#list]",
                "[#assign s=\"aa\"][#list 1..24 as i][#list [s+s] as t][#assign s=t][/#list][/#list]",
                "[#assign s=\"aa\"][#list 1..24 as i][#assign h={\"a\": s+s}][#assign s=h.a][/#list]",
                "[=\"1e999999999\"?number]",
                "[#macro a][@b/][/#macro][#macro b][/#macro][#assign b = a][@a/]",
                "[#macro m s][@n s=s+s/][/#macro][#macro n s][@m s=s+s/][/#macro][@m s=\"a\"/]",
                "[#macro m][@m/][/#macro][@m/]",
                "[#macro m][@n/][/#macro][#macro n][@m/][/#macro][@m/]",
                "[=x.y",
                "[#if x]",
                "[#nonsense]",
                "[=x?upercase]"
            })
    void what_templates_may_not_do_is_refused_before_they_run(String template) {
        assertThatThrownBy(() -> SANDBOX.accept("t", template, Dialect.SQUARE_HTML))
                .isInstanceOf(Refused.class)
                .message()
                .isNotBlank()
                .hasSizeLessThan(600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[#list 1..100000 as x][#list 1..100000 as y][/#list][/#list]",
                "[#macro m][#list 1..100000 as x][#nested][/#list][/#macro][@m][#list 1..100000 as y][/#list][/@m]"
            })
    void a_template_that_takes_too_long_is_stopped_and_leaves_no_interruption_behind(String template) throws Refused {
        var accepted = SANDBOX.accept("t", template, Dialect.SQUARE_HTML);

        assertThatThrownBy(() -> render(accepted, Map.of()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("took longer");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void macros_that_call_each_other_by_a_detour_are_stopped() throws Refused {
        var accepted = SANDBOX.accept(
                "t", "[#macro a b][@b b=b/][/#macro][#macro b b][/#macro][@a b=a/]", Dialect.SQUARE_HTML);

        assertThatThrownBy(() -> render(accepted, Map.of()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("calls itself too deeply");
    }

    @Test
    void somebody_else_s_interruption_stays() throws Refused {
        var accepted = SANDBOX.accept("t", "a", Dialect.SQUARE_HTML);

        Thread.currentThread().interrupt();
        render(accepted, Map.of());

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_template_that_writes_too_much_is_stopped() throws Refused {
        var accepted = SANDBOX.accept("t", "[#list 1..1000000 as x]aaaaaaaaaa[/#list]", Dialect.SQUARE_HTML);

        assertThatThrownBy(() -> render(accepted, Map.of()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("more than 100000 characters");
    }

    @Test
    void a_watch_that_was_closed_never_interrupts() throws Exception {
        var watchdog = new Watchdog(java.time.Duration.ofMillis(1));
        for (var i = 0; i < 2_000; i++) {
            watchdog.watch().close();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[=name]~Anna &lt;b&gt;",
                "[=name?upper_case]~ANNA &lt;B&gt;",
                "[=missing!\"there\"]~there",
                "[#if missing??]a[#else]b[/#if]~b",
                "[#list list as i][=i.n][#sep], [/#list]~1, 2",
                "[#list list]([#items as i][=i.n][/#items])[#else]none[/#list]~(12)",
                "[#assign n = 0][#list 1..3 as i][#assign n = n + 1][/#list][=n]~3",
                "[#macro bold text]<b>[=text]</b>[/#macro][@bold text=name/]~<b>Anna &lt;b&gt;</b>",
                "[=price]~12,95 €",
                "[=price.amount]~12,95",
                "[=1234.5]~1.234,5",
                "[=day]~1. Mai 2026",
                "[=day?string(\"d.M.\")]~1.5.",
                "[=time]~1. Mai 2026, 10:00",
                "[=list?size]~2",
                "[=list?map(i -> i.n)?join(\"+\")]~1+2",
                "[=name?truncate(4, \"…\")]~Ann…",
                "[=name[0..1]]~An",
                "[=true?then(\"yes\", \"no\")]~yes",
                "[#switch name][#case \"x\"]x[#break][#default]other[/#switch]~other",
                "[=name?replace(\"n\", \"m\")]~Amma &lt;b&gt;",
                "[=\"Hi [=name]\"]~Hi Anna &lt;b&gt;",
                "[=7?string?left_pad(3, \"0\")]~007",
                "<style>a[href]{x:y}</style>${name} <#if>~<style>a[href]{x:y}</style>${name} <#if>"
            })
    void what_marketers_need_works(String template, String expected) throws Refused {
        var model = Map.of(
                "name", "Anna <b>",
                "list", List.of(Map.of("n", 1), Map.of("n", 2)),
                "price", Money.parse("12.95 EUR"),
                "day", LocalDate.of(2026, 5, 1),
                "time", ZonedDateTime.parse("2026-05-01T08:00:00Z"));

        var rendered = render(SANDBOX.accept("t", template, Dialect.SQUARE_HTML), model);

        assertThat(rendered.replace('\u00a0', ' ')).isEqualTo(expected);
    }

    @Test
    void money_and_dates_follow_the_reader() throws Refused {
        var accepted = SANDBOX.accept("t", "[=m] [=n] [=d] [=t]", Dialect.SQUARE_TEXT);
        var model = Map.of(
                "m",
                new Money(new BigDecimal("1234.5"), java.util.Currency.getInstance("EUR")),
                "n",
                1234.5,
                "d",
                LocalDate.of(2026, 5, 1),
                "t",
                ZonedDateTime.parse("2026-05-01T20:00:00Z"));

        assertThat(accepted.render(model, Locale.US, ZoneId.of("America/New_York"), 1_000)
                        .replace('\u202f', ' '))
                .isEqualTo("€1,234.50 1,234.5 May 1, 2026 May 1, 2026, 4:00 PM");
    }

    @Test
    void an_object_of_ours_in_the_model_is_our_error_and_not_the_author_s() throws Refused {
        var accepted = SANDBOX.accept("t", "[=x]", Dialect.SQUARE_HTML);

        assertThatThrownBy(() -> render(accepted, Map.of("x", new Date())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("java.util.Date");
    }

    @Test
    void a_fault_names_its_place_and_what_to_write() {
        assertThatThrownBy(() -> SANDBOX.accept("t", "a\n  [=name?upercase]", Dialect.SQUARE_HTML))
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> assertThat(it.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.line()).isEqualTo(2);
                            assertThat(fault.message()).isEqualTo("there is no ?upercase, did you mean 'upper_case'?");
                        }));
        assertThatThrownBy(() -> render(
                        SANDBOX.accept("t", "a\n  [=customer.firstName]", Dialect.SQUARE_HTML),
                        Map.of("customer", Map.of())))
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> assertThat(it.faults())
                                .containsExactly(new Fault(
                                        2,
                                        5,
                                        "customer.firstName has no value here; if it may be missing write customer.firstName! or"
                                                + " [#if customer.firstName??]")));
    }

    @Test
    void mentions_follow_loops_and_given_names() throws Refused {
        var accepted = SANDBOX.accept(
                "t",
                "[#list cart.items as item][=item.title][#assign t = item.price][=t][/#list]"
                        + "[=blocks[\"a\"].slots[0].alt][=name?upper_case][#if x.y??][/#if]",
                Dialect.SQUARE_HTML);

        assertThat(accepted.mentions())
                .extracting(it -> String.join(".", it.path()))
                .contains(
                        "cart.items", "cart.items.*.title", "cart.items.*.price", "blocks.a.slots.*.alt", "name", "x.y")
                .doesNotContain("t", "item");
    }

    private static String render(SafeTemplate template, Map<String, ?> model) throws Refused {
        return template.render(model, Locale.GERMANY, BERLIN, 100_000);
    }
}
