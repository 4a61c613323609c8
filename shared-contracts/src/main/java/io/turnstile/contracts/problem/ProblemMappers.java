package io.turnstile.contracts.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure of a request into a {@link Problem}. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57");

    @ServerExceptionMapper
    Response refused(ProblemException e) {
        return Problem.of(e.code(), e.getMessage(), e.errors()).toResponse().build();
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e) {
        var errors = e.getConstraintViolations().stream()
                .map(violation -> new Problem.FieldError(FieldNames.of(violation), violation.getMessage()))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        return Problem.of(ProblemCode.VALIDATION_ERROR, "see errors", errors)
                .toResponse()
                .build();
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    Response unauthenticated() {
        return Problem.of(ProblemCode.UNAUTHENTICATED, "send a valid bearer token")
                .toResponse()
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return Problem.of(ProblemCode.FORBIDDEN, "the token lacks the role for this")
                .toResponse()
                .build();
    }

    @ServerExceptionMapper
    Response malformed(JsonProcessingException e) {
        return badJson(e).toResponse().build();
    }

    /** Quarkus has a mapper of its own for exactly this class, which else goes before ours for its superclass. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e) {
        return malformed(e);
    }

    /** As above: Quarkus' own mapper answers without a body. A class of ours that cannot be read is our fault. */
    @ServerExceptionMapper
    Response unreadableClass(InvalidDefinitionException e) {
        return unexpected(e);
    }

    /** The only thing that is read while a request is handled is its body: it broke off, or its chunks are none. */
    @ServerExceptionMapper
    Response brokenOff(IOException e) {
        LOG.debugf("the body of a request could not be read: %s", e);
        return notReadable("cannot be read to its end").toResponse().build();
    }

    /** The framework says 404 also where a query parameter is not of its kind; the client is told what it is: 400. */
    @ServerExceptionMapper
    Response notFound(NotFoundException e) {
        return e.getCause() == null
                ? http(e)
                : Problem.of(ProblemCode.VALIDATION_ERROR, "a parameter is not of the expected kind")
                        .toResponse()
                        .build();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return malformed(json);
        }
        var problem =
                switch (e.getResponse().getStatus()) {
                    case 400 -> Problem.of(ProblemCode.VALIDATION_ERROR, "the request cannot be read");
                    case 401 -> Problem.of(ProblemCode.UNAUTHENTICATED, "send a valid bearer token");
                    case 403 -> Problem.of(ProblemCode.FORBIDDEN, "the token lacks the role for this");
                    case 404 -> Problem.of(ProblemCode.NOT_FOUND, "nothing is served at this path");
                    case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "another method may be");
                    case 406 -> Problem.of(ProblemCode.NOT_ACCEPTABLE, "ask for application/json");
                    case 413 -> Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "send less");
                    case 415 -> Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "send application/json");
                    case 429 -> Problem.of(ProblemCode.TOO_MANY_REQUESTS, "try again later");
                    case 503 -> Problem.of(ProblemCode.SERVICE_UNAVAILABLE, "try again later");
                    default -> null;
                };
        if (problem == null) {
            return e.getResponse().getStatus() < 400 ? e.getResponse() : unexpected(e);
        }
        var response = problem.toResponse();
        var allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? response.build()
                : response.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        if (isPassing(e)) {
            LOG.warnf("a request found no database, or one that was too busy: %s", e);
            return Problem.of(ProblemCode.SERVICE_UNAVAILABLE, "try again in a moment")
                    .toResponse()
                    .header(HttpHeaders.RETRY_AFTER, 1)
                    .build();
        }
        LOG.error("a request failed", e);
        return Problem.of(ProblemCode.INTERNAL_ERROR, "the failure was recorded")
                .toResponse()
                .build();
    }

    /**
     * SQLSTATE class 08 (connection), 40 (rolled back for another's sake), 53 (resources), 55 (a lock that was not to be
     * had), 57 (operator intervention, a statement's time-out too); the pool's own time-out has none.
     */
    private static boolean isPassing(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var state = sql.getSQLState();
                return state == null || PASSING.contains(state.substring(0, 2));
            }
        }
        return false;
    }

    private static Problem badJson(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            var field = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."))
                    .replace(".[", "[");
            var message = e instanceof InvalidFormatException invalid && invalid.getTargetType() == String.class
                    ? "must be a text without NUL and without half characters"
                    : "is not of the expected kind";
            var error = new Problem.FieldError(field.isBlank() ? FieldNames.BODY : field, message);
            return Problem.of(ProblemCode.VALIDATION_ERROR, "see errors", List.of(error));
        }
        var location = e.getLocation();
        return notReadable(
                location == null
                        ? "is not JSON in UTF-8"
                        : "is not the JSON that is expected here, from line %d, column %d on"
                                .formatted(location.getLineNr(), location.getColumnNr()));
    }

    private static Problem notReadable(String message) {
        return Problem.of(
                ProblemCode.VALIDATION_ERROR, "see errors", List.of(new Problem.FieldError(FieldNames.BODY, message)));
    }
}
