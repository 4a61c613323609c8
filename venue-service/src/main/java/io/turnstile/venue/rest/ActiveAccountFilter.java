package io.turnstile.venue.rest;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.venue.model.Operator;
import io.turnstile.venue.usecase.OperatorTokens;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** A token lasts a shift; the account behind it may be closed, or the token revoked, before. */
@Provider
@ActiveAccount
class ActiveAccountFilter implements ContainerRequestFilter {
    private final JsonWebToken token;

    ActiveAccountFilter(JsonWebToken token) {
        this.token = token;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var generation = OperatorTokens.generation(token);
        if (Operator.named(token.getSubject())
                .filter(operator -> operator.accepts(generation))
                .isEmpty()) {
            throw new ProblemException(ProblemCode.UNAUTHENTICATED, "The token is no longer good. Log in again.");
        }
    }
}
