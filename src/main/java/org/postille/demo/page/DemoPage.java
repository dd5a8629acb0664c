package org.postille.demo.page;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.postille.web.Html;

/** Answers with the headers that keep a page to itself: own styles, own pictures, no script, no frame around it. */
public final class DemoPage {

    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private DemoPage() {}

    /** A whole page. */
    public static Response of(Html page) {
        return answer(Response.ok(page.toString()));
    }

    /** The page that says that there is nothing here. */
    public static Response notFound(Html page) {
        return answer(Response.status(Response.Status.NOT_FOUND).entity(page.toString()));
    }

    /** Outside the demo these paths do not exist. */
    public static Response absent() {
        return Response.status(Response.Status.NOT_FOUND).build();
    }

    /** A style sheet that lies beside this class. */
    public static Response style(String name) {
        try (var sheet = DemoPage.class.getResourceAsStream(name)) {
            if (sheet == null) {
                return absent();
            }
            return Response.ok(sheet.readAllBytes(), "text/css;charset=UTF-8")
                    .header("Cache-Control", "no-cache")
                    .header("X-Content-Type-Options", "nosniff")
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Response answer(Response.ResponseBuilder answer) {
        return answer.type("text/html;charset=UTF-8")
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cache-Control", "no-store")
                .build();
    }
}
