package org.postille.demo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.web.Html;

class HtmlTest {

    @Test
    void values_are_escaped_and_finished_pieces_are_not() {
        var piece = Html.of("<b>{}</b>", "a < b & \"c\" > 'd'");
        assertThat(Html.of("<p title=\"{}\">{}</p>", "\"><script>", piece))
                .hasToString(
                        "<p title=\"&quot;&gt;&lt;script&gt;\"><b>a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;</b></p>");
    }

    @Test
    void a_value_with_a_place_in_it_does_not_become_a_place() {
        assertThat(Html.of("{}-{}", "{}", "x")).hasToString("{}-x");
    }

    @Test
    void control_characters_do_not_reach_the_page() {
        assertThat(Html.of("{}", "a\u0000b\u001bc\nd").toString()).isEqualTo("a\uFFFDb\uFFFDc\nd");
    }

    @Test
    void places_and_values_must_match() {
        assertThatThrownBy(() -> Html.of("{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Html.of("", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pieces_are_joined_and_left_out() {
        assertThat(Html.join(List.of(
                        Html.of("a"), Html.of("b").when(false), Html.of("c").when(true))))
                .hasToString("a\n\nc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "//evil.example",
                "\thttps://evil.example",
                "https://shop.example\\@evil.example",
                "https://a.example/\" onclick=\"x",
                "ftp://a.example/",
                ""
            })
    void only_web_addresses_may_be_linked(String url) {
        assertThat(Urls.mayBeLinked(url)).isFalse();
    }

    @Test
    void a_web_address_may_be_linked() {
        assertThat(Urls.mayBeLinked("https://news.example/u/tok-_en?x=1&y=2")).isTrue();
        assertThat(Urls.mayBeLinked("http://localhost:8080/c/x")).isTrue();
    }

    @Test
    void a_part_of_an_address_is_encoded() {
        assertThat(Urls.encoded("Home & Garden/+ä")).isEqualTo("Home%20%26%20Garden%2F%2B%C3%A4");
    }
}
