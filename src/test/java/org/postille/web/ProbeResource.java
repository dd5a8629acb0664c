package org.postille.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.postille.base.Conflict;
import org.postille.base.Invalid;
import org.postille.base.NotFound;

/** A part of the REST API that only the tests have: it fails in every way that there is. */
@Path("/api/v1/probe")
public class ProbeResource {

    /** What it takes. */
    public record Wish(
            @NotBlank @Nullable String name, @Min(1) int count) {}

    @POST
    public String take(@Valid Wish wish) {
        return "taken: " + wish.name();
    }

    @GET
    @Path("/{kind}")
    public String fail(@PathParam("kind") String kind) throws IOException {
        return switch (kind) {
            case "not-found" -> throw new NotFound("there is no such thing");
            case "conflict" -> throw new Conflict("it is there already");
            case "invalid" -> throw new Invalid("it cannot be <b>so</b>");
            case "broken" -> throw new IllegalStateException("the password is hunter2");
            case "io" -> throw new IOException("the password is hunter2");
            case "redirect" -> throw new jakarta.ws.rs.RedirectionException(303, URI.create("/elsewhere"));
            default -> "fine";
        };
    }
}
