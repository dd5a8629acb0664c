package org.postille.delivery.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {

    private static final Phrases TABLE = Phrases.of("phrases.txt");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ip 192.0.2.1 refused               | true",
                "your (ip) is refused               | true",
                "recipient refused                  | false",
                "ip was unrefused                   | false",
                "ips are refused                    | true",
                "ipx is refused                     | false",
                "ship it, ip 1 refused              | true",
                "undeliverable                      | true",
                "undeliver                          | true",
                "xundeliver                         | false",
                "antivirus                          | true",
                "viruses                            | true",
                "virusscan                          | false",
                "many error                         | true",
                "many errors                        | true",
                "too many errorless                 | false",
                "много ошибка                       | true",
                "ошибкам                            | false",
                "系统用户不存在了                     | true",
                "code 4x                            | true",
                "code 4xy                           | false"
            })
    void a_phrase_is_made_of_whole_words(String text, boolean found) {
        assertThat(TABLE.match("ANY", text)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"undeliverable mail | true", "mail undeliverable | false", "ip is refused | true", "ip | false"})
    void a_text_may_begin_with_one(String text, boolean begins) {
        assertThat(TABLE.begins("ANY", text)).isEqualTo(begins);
    }
}
