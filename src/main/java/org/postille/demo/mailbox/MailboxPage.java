package org.postille.demo.mailbox;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.postille.base.PostilleConfig;
import org.postille.delivery.smtp.ReceivedMail;
import org.postille.demo.page.DemoPage;
import org.postille.demo.page.Urls;

/** The mailbox in a browser. */
@Path("/mailbox")
class MailboxPage {

    private static final int PAGE = 40;
    private static final String FRAME =
            "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; ";
    private static final String MAIL_POLICY = FRAME
            + "default-src 'none'; img-src 'self' http: https: data:; style-src 'unsafe-inline'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    private static final String PLAIN_POLICY = "sandbox; default-src 'none'; frame-ancestors 'self'";
    private static final Pattern HEAD = Pattern.compile("<head(\\s[^>]*)?>", Pattern.CASE_INSENSITIVE);
    private static final String NEW_TAB = "<base target=\"_blank\">";

    private final DemoMailbox demo;
    private final MailboxView view;
    private final String address;

    MailboxPage(DemoMailbox demo, MailboxView view, PostilleConfig config) {
        this.demo = demo;
        this.view = view;
        this.address = config.publicUrl();
    }

    @GET
    @Operation(hidden = true)
    public Response list(
            @QueryParam("q") @DefaultValue("") String words,
            @QueryParam("campaign") @DefaultValue("") String campaign,
            @QueryParam("page") @DefaultValue("1") int page) {
        var search = new Search(words.strip(), campaign);
        var number = Math.clamp(page, 1, 100_000);
        return demo.mailbox()
                .map(mailbox -> DemoPage.of(
                        view.list(mailbox, search, mailbox.find(search, (number - 1) * PAGE, PAGE), number, PAGE)))
                .orElseGet(DemoPage::absent);
    }

    @GET
    @Path("/style.css")
    @Operation(hidden = true)
    public Response style() {
        return demo.mailbox().map(mailbox -> DemoPage.style("mailbox.css")).orElseGet(DemoPage::absent);
    }

    @GET
    @Path("/{id:\\d{1,18}}")
    @Operation(hidden = true)
    public Response mail(
            @PathParam("id") long id,
            @QueryParam("view") @DefaultValue("html") String tab,
            @QueryParam("q") @DefaultValue("") String words,
            @QueryParam("campaign") @DefaultValue("") String campaign) {
        var search = new Search(words.strip(), campaign);
        return demo.mailbox()
                .map(mailbox -> mailbox.letter(id)
                        .flatMap(letter -> mailbox.source(id)
                                .map(source -> DemoPage.of(
                                        view.mail(mailbox, letter, source, MailboxView.Tab.of(tab), search))))
                        .orElseGet(() -> DemoPage.notFound(view.missing(mailbox))))
                .orElseGet(DemoPage::absent);
    }

    /** What the sender wrote, in a sandbox of its own: it may load pictures and open links, and nothing else. */
    @GET
    @Path("/{id:\\d{1,18}}/html")
    @Operation(hidden = true)
    public Response html(@PathParam("id") long id) {
        return part(
                id,
                "text/html;charset=UTF-8",
                MAIL_POLICY,
                source -> inNewTab(Urls.ofThisRun(ReceivedMail.read(source).html(), address)));
    }

    @GET
    @Path("/{id:\\d{1,18}}/text")
    @Operation(hidden = true)
    public Response text(@PathParam("id") long id) {
        return part(
                id,
                "text/plain;charset=UTF-8",
                PLAIN_POLICY,
                source -> ReceivedMail.read(source).text());
    }

    @GET
    @Path("/{id:\\d{1,18}}/source")
    @Operation(hidden = true)
    public Response source(@PathParam("id") long id) {
        return part(id, "text/plain;charset=UTF-8", PLAIN_POLICY, source -> new String(source, StandardCharsets.UTF_8));
    }

    private Response part(long id, String type, String policy, Function<byte[], String> read) {
        return demo.mailbox()
                .flatMap(mailbox -> mailbox.source(id))
                .map(source -> Response.ok(read.apply(source), type)
                        .header("Content-Security-Policy", policy)
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Referrer-Policy", "no-referrer")
                        .header("Cache-Control", "no-store")
                        .build())
                .orElseGet(DemoPage::absent);
    }

    /** As mail clients do: a link opens beside the mail, not in its place. */
    private static String inNewTab(String html) {
        var head = HEAD.matcher(html);
        return head.find() ? html.substring(0, head.end()) + NEW_TAB + html.substring(head.end()) : NEW_TAB + html;
    }
}
