package org.postille.delivery.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.delivery.bounce.Report.Complaint;
import org.postille.delivery.bounce.Report.Complaint.Kind;

class ComplaintTest {

    @ParameterizedTest
    @CsvSource({
        "arf-abuse,         ABUSE,        true,  anna@example.org",
        "arf-redacted,      ABUSE,        true,  ",
        "arf-opt-out,       OPT_OUT,      true,  ",
        "arf-not-spam,      NOT_SPAM,     false, ",
        "arf-auth-failure,  AUTH_FAILURE, false, ",
        "hotmail-complaint, ABUSE,        true,  anna@example.org",
        "sns-complaint,     ABUSE,        true,  anna@example.org"
    })
    void a_complaint_tells_of_what_kind_it_is_and_which_mail_it_means(
            String name, Kind kind, boolean unsubscribes, String recipient) {
        assertThat(Samples.read(name)).isInstanceOfSatisfying(Complaint.class, it -> {
            assertThat(it.kind()).isEqualTo(kind);
            assertThat(it.kind().unsubscribes()).isEqualTo(unsubscribes);
            if (recipient == null) {
                assertThat(it.recipients()).isEmpty();
            } else {
                assertThat(it.recipients()).containsExactly(recipient);
            }
            assertThat(it.origin().messageId()).isEqualTo("<m1@news.example.com>");
        });
        assertThat(Samples.readFromTheWire(name)).isEqualTo(Samples.read(name));
    }

    @ParameterizedTest
    @CsvSource({"arf-redacted", "arf-opt-out", "hotmail-complaint"})
    void a_redacted_complaint_still_has_our_tokens(String name) {
        var origin = Samples.read(name).origin();
        assertThat(origin.sender()).isEqualTo("bounce+tok123@bounces.example.com");
        assertThat(origin.listUnsubscribe()).contains("https://news.example.com/u/tok123");
    }
}
