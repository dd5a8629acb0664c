package org.postille.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * An error as RFC 9457 describes it.
 *
 * @param type always {@code about:blank}: the status says what kind it is
 * @param status of HTTP
 * @param detail what the caller can do about it
 * @param errors what is wrong with which field, where there are several
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<String> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    /** The answer for a problem without fields. */
    public static Response response(int status, String detail) {
        return response(status, detail, List.of());
    }

    static Response response(int status, String detail, List<String> errors) {
        var known = Response.Status.fromStatusCode(status);
        var title = status == 422 ? "Unprocessable Content" : known == null ? "Error" : known.getReasonPhrase();
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem("about:blank", title, status, detail, errors))
                .build();
    }
}
