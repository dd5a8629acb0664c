package org.postille.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postille.delivery.MessageState.ACCEPTED;
import static org.postille.delivery.MessageState.CLAIMED;
import static org.postille.delivery.MessageState.DEFERRED;
import static org.postille.delivery.MessageState.EXPIRED;
import static org.postille.delivery.MessageState.HANDED_OVER;
import static org.postille.delivery.MessageState.PLANNED;
import static org.postille.delivery.MessageState.REJECTED;
import static org.postille.delivery.MessageState.SUPPRESSED;
import static org.postille.delivery.MessageState.UNKNOWN;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageStateTest {

    /** All that may happen; every change that does not stand here is a mistake. */
    private static final Map<MessageState, Set<MessageState>> LEGAL = Map.of(
            PLANNED, Set.of(CLAIMED, SUPPRESSED, EXPIRED),
            DEFERRED, Set.of(CLAIMED, SUPPRESSED, EXPIRED),
            CLAIMED, Set.of(PLANNED, HANDED_OVER, SUPPRESSED, DEFERRED, REJECTED, EXPIRED),
            HANDED_OVER, Set.of(ACCEPTED, DEFERRED, REJECTED, EXPIRED, UNKNOWN),
            ACCEPTED, Set.of(),
            REJECTED, Set.of(),
            SUPPRESSED, Set.of(),
            EXPIRED, Set.of(),
            UNKNOWN, Set.of());

    @ParameterizedTest
    @EnumSource
    void a_message_changes_only_as_the_table_says(MessageState from) {
        assertThat(from.canBecome()).isEqualTo(LEGAL.get(from));
        assertThat(from.isFinal()).isEqualTo(LEGAL.get(from).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void a_state_is_read_as_it_was_written_and_fits_its_column(MessageState state) {
        assertThat(MessageState.of(state.code())).isSameAs(state);
        assertThat(state.code()).hasSizeLessThanOrEqualTo(12).isLowerCase();
    }

    @Test
    void what_may_have_left_never_goes_back_to_where_it_would_be_sent_again() {
        assertThat(HANDED_OVER.canBecome()).doesNotContain(PLANNED, CLAIMED);
        assertThat(UNKNOWN.isFinal()).isTrue();
    }
}
