package io.turnstile.venue.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.venue.usecase.LogIn;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.hibernate.validator.constraints.CodePointLength;

/** The start of a shift. */
@Path("/operators")
@PermitAll
@RunOnVirtualThread
class LoginResource {
    private final LogIn logIn;
    private final ClientAddress clientAddress;

    LoginResource(LogIn logIn, ClientAddress clientAddress) {
        this.logIn = logIn;
        this.clientAddress = clientAddress;
    }

    record LoginRequest(
            @NotNull @CodePointLength(min = 1, max = 64) String username,

            @NotNull @CodePointLength(min = 1, max = 256) String password) {
        /** Requests find their way into logs; passwords must not. */
        @Override
        public String toString() {
            return "LoginRequest[username=" + username + "]";
        }
    }

    record LoginResponse(String operatorToken, Instant expiresAt) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/login")
    public Response logIn(@Context HttpServerRequest http, @NotNull @Valid LoginRequest request) {
        var token = logIn.logIn(request.username(), request.password(), clientAddress.of(http));
        return Response.ok(new LoginResponse(token.value(), token.expiresAt()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
