package org.postille.demo.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Leads whoever opens the bare address of a demo to its mailbox. */
@Path("/")
class StartPage {

    private final boolean demo;

    StartPage(@ConfigProperty(name = "postille.demo", defaultValue = "false") boolean demo) {
        this.demo = demo;
    }

    @GET
    @Operation(hidden = true)
    public Response start() {
        return demo ? Response.seeOther(URI.create("/mailbox")).build() : DemoPage.absent();
    }
}
