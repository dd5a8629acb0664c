package org.postille.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postille.delivery.MessageState.ACCEPTED;
import static org.postille.delivery.MessageState.CLAIMED;
import static org.postille.delivery.MessageState.DEFERRED;
import static org.postille.delivery.MessageState.EXPIRED;
import static org.postille.delivery.MessageState.HANDED_OVER;
import static org.postille.delivery.MessageState.HELD;
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
            PLANNED, Set.of(CLAIMED, SUPPRESSED, EXPIRED, UNKNOWN),
            DEFERRED, Set.of(CLAIMED, SUPPRESSED, EXPIRED, UNKNOWN, ACCEPTED, REJECTED),
            HELD, Set.of(PLANNED, CLAIMED, EXPIRED, UNKNOWN),
            CLAIMED, Set.of(PLANNED, HANDED_OVER, SUPPRESSED, DEFERRED, HELD, REJECTED, EXPIRED, UNKNOWN),
            HANDED_OVER, Set.of(ACCEPTED, DEFERRED, HELD, REJECTED, UNKNOWN),
            ACCEPTED, Set.of(),
            REJECTED, Set.of(PLANNED),
            SUPPRESSED, Set.of(),
            EXPIRED, Set.of(PLANNED),
            UNKNOWN, Set.of(PLANNED, ACCEPTED, REJECTED));

    @ParameterizedTest
    @EnumSource
    void a_message_changes_only_as_the_table_says(MessageState from) {
        assertThat(from.canBecome()).isEqualTo(LEGAL.get(from));
    }

    @ParameterizedTest
    @EnumSource
    void a_state_is_open_as_long_as_a_node_may_still_send_the_message(MessageState state) {
        assertThat(MessageState.open().contains(state)).isNotEqualTo(state.isFinal());
        assertThat(state.isFinal())
                .isEqualTo(
                        !Set.of(PLANNED, DEFERRED, HELD, CLAIMED, HANDED_OVER).contains(state));
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
