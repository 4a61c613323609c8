package io.turnstile.contracts.problem;

import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a query parameter without a value, and one that comes twice and is no list: of two values each reader would take
 * another, and an empty one would be taken for none.
 */
class Parameters {
    /** The framework takes an empty one for none, and its client would believe that it is safe. */
    private static final String KEY = "Idempotency-Key";

    /** @throws ProblemException VALIDATION_ERROR */
    @ServerRequestFilter
    void check(UriInfo uri, HttpHeaders headers, ResourceInfo resource) {
        if (headers.getRequestHeader(KEY).stream().anyMatch(String::isBlank)) {
            throw ProblemException.invalid(KEY, "has no value");
        }
        for (Map.Entry<String, List<String>> parameter :
                uri.getQueryParameters().entrySet()) {
            var name = parameter.getKey();
            var values = parameter.getValue();
            if (values.stream().anyMatch(String::isEmpty)) {
                throw ProblemException.invalid(name, "has no value");
            }
            if (values.size() > 1 && !isList(name, resource)) {
                throw ProblemException.invalid(name, "occurs more than once");
            }
        }
    }

    private static boolean isList(String name, ResourceInfo resource) {
        return Arrays.stream(resource.getResourceMethod().getParameters())
                .filter(parameter -> Collection.class.isAssignableFrom(parameter.getType()))
                .map(parameter -> parameter.getAnnotation(RestQuery.class))
                .anyMatch(query -> query != null && query.value().equals(name));
    }
}
