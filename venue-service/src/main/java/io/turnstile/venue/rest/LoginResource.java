package io.turnstile.venue.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.contracts.problem.Problem;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.venue.usecase.AccountLockedException;
import io.turnstile.venue.usecase.LogIn;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The start of a shift. */
@Path("/operators")
@PermitAll
@RunOnVirtualThread
class LoginResource {
    private final LogIn logIn;

    LoginResource(LogIn logIn) {
        this.logIn = logIn;
    }

    record LoginRequest(
            @NotNull @Size(min = 1, max = 64) @Pattern(regexp = Text.STORABLE)
            String username,

            @NotNull @Size(min = 1, max = 256) String password) {
        /** Requests find their way into logs; passwords must not. */
        @Override
        public String toString() {
            return "LoginRequest[username=" + username + "]";
        }
    }

    record LoginResponse(String operatorToken, Instant expiresAt) {}

    @POST
    @Path("/login")
    public Response logIn(@NotNull @Valid LoginRequest request) {
        var token = logIn.logIn(request.username(), request.password());
        return Response.ok(new LoginResponse(token.value(), token.expiresAt()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @ServerExceptionMapper
    Response locked(AccountLockedException e) {
        return Problem.of(ProblemCode.TOO_MANY_ATTEMPTS, e.getMessage())
                .toResponse()
                // Whole seconds, and never so few that the lock still holds.
                .header(HttpHeaders.RETRY_AFTER, e.left().toSeconds() + 1)
                .build();
    }
}
