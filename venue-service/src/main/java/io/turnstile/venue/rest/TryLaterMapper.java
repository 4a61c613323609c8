package io.turnstile.venue.rest;

import io.turnstile.contracts.problem.Problem;
import io.turnstile.venue.usecase.TryLaterException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells a client when to come again. */
class TryLaterMapper {
    @ServerExceptionMapper
    Response tryLater(TryLaterException e) {
        return Problem.of(e.code(), e.getMessage())
                .toResponse()
                // Whole seconds, and never so few that it is still of no use.
                .header(HttpHeaders.RETRY_AFTER, e.left().toSeconds() + 1)
                .build();
    }
}
