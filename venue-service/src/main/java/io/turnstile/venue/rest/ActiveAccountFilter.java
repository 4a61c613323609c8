package io.turnstile.venue.rest;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.venue.model.Operator;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** A token lasts a shift; the account behind it may be closed or lose its role before. */
@Provider
@ActiveAccount
class ActiveAccountFilter implements ContainerRequestFilter {
    private final JsonWebToken token;

    ActiveAccountFilter(JsonWebToken token) {
        this.token = token;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var operator = Operator.named(token.getSubject())
                .filter(Operator::isActive)
                .orElseThrow(() ->
                        new ProblemException(ProblemCode.UNAUTHENTICATED, "The operator's account is not active."));
        if (!operator.role().groups().containsAll(token.getGroups())) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "The account no longer has the token's role.");
        }
    }
}
