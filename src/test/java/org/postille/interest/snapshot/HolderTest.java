package org.postille.interest.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HolderTest {

    private final Holder me = Holder.current();

    @Test
    void a_process_that_ended_is_gone_and_one_that_runs_is_not() throws IOException, InterruptedException {
        var process = new ProcessBuilder("sleep", "60").start();
        var holder = Holder.of(process.pid());
        assertThat(holder.isGone()).isFalse();
        process.destroyForcibly().waitFor();
        assertThat(holder.isGone()).isEqualTo(!me.place().isEmpty());
        assertThat(me.isGone()).isFalse();
    }

    @Test
    void a_number_that_was_given_again_is_another_process() {
        assertThat(new Holder(me.host(), me.pid(), me.place(), "1").isGone())
                .isEqualTo(!me.place().isEmpty());
    }

    @Test
    void of_another_system_of_other_numbers_or_of_an_older_version_nothing_is_known() {
        var nobody = Integer.MAX_VALUE;
        assertThat(new Holder(me.host(), nobody, "another", "1").isGone()).isFalse();
        assertThat(new Holder("another", nobody, me.place(), "1").isGone()).isFalse();
        assertThat(new Holder(me.host(), nobody, "", "1").isGone()).isFalse();
        assertThat(new Holder(me.host(), nobody, me.place(), "").isGone()).isFalse();
        assertThat(Holder.parsed("node/17/abcdef01")).isEmpty();
        assertThat(Holder.parsed("dead")).isEmpty();
    }

    @Test
    void it_is_found_again_in_its_text_which_the_column_holds() {
        var text = me.text("12345678");
        assertThat(text).hasSizeLessThanOrEqualTo(100);
        assertThat(Holder.parsed(text)).contains(me);
    }
}
