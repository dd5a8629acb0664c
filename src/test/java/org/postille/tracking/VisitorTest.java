package org.postille.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
                "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.0"
            })
    void readers_and_those_who_ask_for_them_are_people(String agent) {
        assertThat(Visitor.of(agent)).isEqualTo(Visitor.PERSON);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Mozilla/5.0",
                "curl/8.5.0",
                "Mozilla/5.0 (compatible; bingbot/2.0)",
                "Mozilla/5.0 (Windows NT 6.1) BingPreview/1.0b",
                "python-requests/2.31"
            })
    void scanners_and_programs_that_load_in_advance_are_machines(String agent) {
        assertThat(Visitor.of(agent)).isEqualTo(Visitor.MACHINE);
    }
}
