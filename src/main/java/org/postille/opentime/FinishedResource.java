package org.postille.opentime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A finished picture of a mail whose reader is not tracked. The same for everybody, for ever; nothing is recorded. */
@Tag(name = "In mails")
@Path("/f")
class FinishedResource {

    private static final String EXTENSION = ".jpg";

    private final Pictures pictures;

    FinishedResource(Pictures pictures) {
        this.pictures = pictures;
    }

    @GET
    @Path("/{name}")
    @RunOnVirtualThread
    @Operation(
            summary = "A picture that was finished when its mails were sent",
            description =
                    "The name is a signed token of its content with .jpg after it. Any other gets the neutral picture")
    @APIResponse(responseCode = "200", description = "A JPEG, always")
    public Response picture(@PathParam("name") String name) {
        return response(pictures.finished(token(name)), true);
    }

    @HEAD
    @Path("/{name}")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response head(@PathParam("name") String name) {
        return response(pictures.finished(token(name)), false);
    }

    private static String token(String name) {
        return name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
    }

    private static Response response(Pictures.Answer answer, boolean withBody) {
        var response = Response.ok().type("image/jpeg").header("Content-Length", answer.jpeg().length);
        if (withBody) {
            response.entity(answer.jpeg());
        }
        return response.header(
                        "Cache-Control",
                        answer.outcome() == Pictures.Outcome.NEUTRAL
                                ? "no-store"
                                : "public, max-age=31536000, immutable")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
