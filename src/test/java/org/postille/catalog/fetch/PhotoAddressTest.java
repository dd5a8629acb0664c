package org.postille.catalog.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Invalid;

class PhotoAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/a.jpg, https://shop.example/a.jpg, 443",
        "HTTP://Shop.Example:8080/A.jpg, http://shop.example:8080/A.jpg, 8080",
        "https://shop.example, https://shop.example/, 443",
        "https://shop.example?id=7, https://shop.example/?id=7, 443",
        "https://shop.example/große Tasse.jpg, https://shop.example/gro%C3%9Fe%20Tasse.jpg, 443",
        "https://shop.example/a%20b%zz.jpg#top, https://shop.example/a%20b%25zz.jpg, 443",
        "https://shöp.example/a|b{1}.jpg, https://xn--shp-tna.example/a%7Cb%7B1%7D.jpg, 443",
        "http://[2001:200::1]/a.jpg, http://[2001:200::1]/a.jpg, 80"
    })
    void what_feeds_write_is_made_an_address(String text, String uri, int port) {
        var address = PhotoAddress.of(text);
        assertThat(address).hasToString(uri);
        assertThat(address.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "photo.jpg",
                "//shop.example/a.jpg",
                "file:///etc/passwd",
                "jar:http://x!/",
                "ftp://shop.example/a.jpg",
                "gopher://shop.example/",
                "http:///a.jpg",
                "http://user:secret@shop.example/a.jpg",
                "http://shop.example@127.0.0.1/",
                "http://shop.example:0/",
                "http://shop.example:99999/",
                "http://shop.example:80a/",
                "http://shop.example\\@127.0.0.1/",
                "http://a b.example/",
                "http://%31%32%37.0.0.1/",
                "http://[::1/a.jpg"
            })
    void what_is_none_is_refused(String text) {
        assertThatThrownBy(() -> PhotoAddress.of(text)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/a/b.jpg, c.jpg, https://shop.example/a/c.jpg",
        "https://shop.example/a/b.jpg, /c d.jpg, https://shop.example/c%20d.jpg",
        "https://shop.example/a/b.jpg, //cdn.example/c.jpg, https://cdn.example/c.jpg",
        "http://shop.example/a/b.jpg, https://cdn.example/c.jpg, https://cdn.example/c.jpg"
    })
    void a_redirection_leads_on(String from, String location, String to) {
        assertThat(PhotoAddress.of(from).redirected(location)).hasToString(to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://shop.example/", "file:///etc/passwd", "javascript:1", "https://a@b/", "https://"})
    void a_redirection_leads_nowhere_else(String location) {
        assertThatThrownBy(() -> PhotoAddress.of("https://shop.example/a.jpg").redirected(location))
                .isInstanceOf(Invalid.class);
    }
}
