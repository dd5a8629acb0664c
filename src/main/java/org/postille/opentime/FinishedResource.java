package org.postille.opentime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.postille.catalog.PictureFile;

/** A finished picture of a mail whose reader is not tracked. The same for everybody, for ever; nothing is recorded. */
@Tag(name = "In mails")
@Path("/f")
class FinishedResource {

    private static final Pattern EXTENSION = Pattern.compile("[.](jpg|png)$");

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
                    "The name is a signed token of its content with .jpg or .png after it. Any other gets the neutral picture")
    @APIResponse(responseCode = "200", description = "A JPEG or PNG, always")
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
        return EXTENSION.matcher(name).replaceFirst("");
    }

    private static Response response(Pictures.Answer answer, boolean withBody) {
        var response =
                Response.ok().type(PictureFile.mediaType(answer.file())).header("Content-Length", answer.file().length);
        if (withBody) {
            response.entity(answer.file());
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
