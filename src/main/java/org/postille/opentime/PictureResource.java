package org.postille.opentime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.postille.catalog.PictureFile;
import org.postille.tracking.visit.Request;

/** The picture of one slot of one mail, decided when it is asked for. Always answers with a picture. */
@Tag(name = "In mails")
@Path("/i")
class PictureResource {

    /** Either, whatever the picture is: what it is the header says, and a mail client goes by that. */
    private static final Pattern EXTENSION = Pattern.compile("[.](jpg|png)$");

    private final Pictures pictures;

    PictureResource(Pictures pictures) {
        this.pictures = pictures;
    }

    @GET
    @Path("/{name}")
    @RunOnVirtualThread
    @Operation(
            summary = "The picture of one slot of one mail, decided when it is asked for",
            description =
                    "The name is a signed token of the mail with .jpg or .png after it. Any other gets the neutral picture")
    @APIResponse(responseCode = "200", description = "A JPEG or PNG, always")
    @APIResponse(responseCode = "304", description = "It still shows what If-None-Match names")
    public Response picture(
            @PathParam("name") String name,
            @HeaderParam("If-None-Match") @Nullable String known,
            @Context HttpServerRequest request) {
        return response(
                pictures.get(token(name), Optional.ofNullable(known), Request.of(Request.Kind.PICTURE, request)), true);
    }

    @HEAD
    @Path("/{name}")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response head(@PathParam("name") String name) {
        return response(pictures.peek(token(name)), false);
    }

    private static String token(String name) {
        return EXTENSION.matcher(Request.unmangled(name)).replaceFirst("");
    }

    /** Every header has its reason in a proxy or mail client that did the wrong thing without it; docs/opentime.md names them. */
    private static Response response(Pictures.Answer answer, boolean withBody) {
        var response = answer.outcome() == Pictures.Outcome.UNCHANGED
                ? Response.notModified()
                : Response.ok()
                        .type(PictureFile.mediaType(answer.file()))
                        .header("Content-Length", answer.file().length);
        if (withBody && answer.outcome() != Pictures.Outcome.UNCHANGED) {
            response.entity(answer.file());
        }
        if (answer.tag() != null) {
            response.header("ETag", answer.tag());
        }
        return response.header("Cache-Control", "no-cache, no-store, must-revalidate, max-age=0, private")
                .header("Pragma", "no-cache")
                .header("Expires", "0")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
