package io.turnstile.bench.empty;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Answers at once, on the event loop: what the framework costs before anybody asks for anything. */
@Path("/empty")
public class EmptyResource {
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String empty() {
        return "{}";
    }
}
