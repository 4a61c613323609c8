package io.turnstile.contracts.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * An RFC 9457 problem.
 *
 * @param type {@code urn:turnstile:problem:} and the code in lower-kebab case, such as {@code sold-out}
 * @param code for machines, see {@link ProblemCode}
 * @param detail for humans, about this occurrence; never a class name, a stack trace or SQL
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, ProblemCode code, String detail, List<FieldError> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public record FieldError(String field, String message) {}

    public static Problem of(ProblemCode code, String detail) {
        return of(code, detail, List.of());
    }

    public static Problem of(ProblemCode code, String detail, List<FieldError> errors) {
        return new Problem(code.type(), code.title(), code.status(), code, detail, errors);
    }

    public Response.ResponseBuilder toResponse() {
        var response = Response.status(status).type(MEDIA_TYPE).entity(this);
        // Whoever is asked for a token is told so, whichever code found that it lacks (RFC 9110, 15.5.2).
        return code == ProblemCode.UNAUTHENTICATED ? response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer") : response;
    }
}
