package org.postille.demo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.Composer;
import org.postille.delivery.smtp.Mails;
import org.postille.delivery.smtp.RelaySettings;
import org.postille.delivery.smtp.SmtpRelay;

class MailboxTest {

    @TempDir
    Path folder;

    private static long put(Mailbox mailbox, String recipient) {
        return mailbox.keep(Composer.compose(Mails.to(recipient)));
    }

    @Test
    void a_mail_is_found_by_recipient_subject_and_campaign() {
        var mailbox = new Mailbox(folder, 100, Runnable::run);
        var anna = put(mailbox, "anna@shop.example");
        put(mailbox, "bert@shop.example");
        assertThat(mailbox.find(new Search("ANNA@", ""), 0, 10).letters())
                .extracting(Letter::id)
                .containsExactly(anna);
        assertThat(mailbox.find(new Search("jürgen", ""), 0, 10).total()).isEqualTo(2);
        assertThat(mailbox.find(new Search("", "birthday"), 0, 10).total()).isEqualTo(2);
        assertThat(mailbox.find(new Search("", "other"), 0, 10).letters()).isEmpty();
        assertThat(mailbox.campaigns())
                .containsExactly(new Mailbox.Count(new Letter.Campaign("birthday", "Geburtstagsgrüße"), 2));
    }

    @Test
    void the_newest_mail_comes_first_page_by_page() {
        var mailbox = new Mailbox(folder, 100, Runnable::run);
        for (var i = 1; i <= 7; i++) {
            put(mailbox, "c" + i + "@shop.example");
        }
        var second = mailbox.find(Search.EVERYTHING, 3, 3);
        assertThat(second.total()).isEqualTo(7);
        assertThat(second.letters()).extracting(Letter::id).containsExactly(4L, 3L, 2L);
        assertThat(mailbox.find(Search.EVERYTHING, 99, 3).letters()).isEmpty();
    }

    @Test
    void a_mail_knows_its_neighbours_within_the_search() {
        var mailbox = new Mailbox(folder, 100, Runnable::run);
        var first = put(mailbox, "anna@shop.example");
        put(mailbox, "bert@shop.example");
        var third = put(mailbox, "anna@shop.example");
        var annas = new Search("anna", "");
        assertThat(mailbox.newer(first, annas).orElseThrow().id()).isEqualTo(third);
        assertThat(mailbox.older(third, annas).orElseThrow().id()).isEqualTo(first);
        assertThat(mailbox.newer(third, annas)).isEmpty();
        assertThat(mailbox.older(first, annas)).isEmpty();
    }

    @Test
    void another_run_finds_the_mails_of_the_earlier_one_and_goes_on_counting() {
        var before = new Mailbox(folder, 100, Runnable::run);
        put(before, "anna@shop.example");
        var last = put(before, "bert@shop.example");
        var after = new Mailbox(folder, 100, Runnable::run);
        assertThat(after.find(Search.EVERYTHING, 0, 10)).isEqualTo(before.find(Search.EVERYTHING, 0, 10));
        assertThat(put(after, "carl@shop.example")).isEqualTo(last + 1);
    }

    @Test
    void the_oldest_mails_make_room() throws Exception {
        var mailbox = new Mailbox(folder, 3, Runnable::run);
        for (var i = 0; i < 5; i++) {
            put(mailbox, "c" + i + "@shop.example");
        }
        assertThat(mailbox.size()).isEqualTo(3);
        assertThat(mailbox.source(1)).isEmpty();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(3);
        }
    }

    @Test
    void a_file_that_is_no_mail_disturbs_nothing() throws Exception {
        Files.writeString(folder.resolve("notes.eml"), "hello");
        Files.write(folder.resolve("7.eml"), new byte[] {0, (byte) 0xff, '\n'});
        var mailbox = new Mailbox(folder, 10, Runnable::run);
        assertThat(mailbox.find(Search.EVERYTHING, 0, 10).letters())
                .extracting(Letter::id)
                .containsExactly(7L);
    }

    @Test
    void a_mail_sent_by_smtp_is_kept_as_it_was_sent() {
        var mailbox = new Mailbox(folder, 100, Runnable::run);
        var mail = Mails.to("whoever.it.is@anywhere.example");
        try (var receiver = new Receiver(0, mailbox);
                var relay = new SmtpRelay(RelaySettings.plain("127.0.0.1", receiver.port(), 2))) {
            assertThat(relay.send(mail)).isInstanceOf(Attempt.Accepted.class);
        }
        var source = new String(mailbox.source(1).orElseThrow(), StandardCharsets.ISO_8859_1);
        assertThat(source).startsWith("Return-Path: <bounce@bounces.example>\r\nReceived: ");
        // GreenMail takes the last line break for part of the final dot.
        assertThat(source + "\r\n").endsWith(new String(Composer.compose(mail), StandardCharsets.ISO_8859_1));
    }
}
