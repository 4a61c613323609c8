package io.turnstile.local.gateway;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * One match of an HTTPRoute and where it leads.
 *
 * @param method absent: every method
 * @param backend the name of the Service
 * @param timeout how long the backend may be silent; zero: as long as it likes
 * @param answerHeaders what every answer says, whatever the backend says of it
 */
public record Route(
        PathMatch path, Optional<String> method, String backend, Duration timeout, Map<String, String> answerHeaders) {

    /** The Gateway API's order of precedence among routes that match the same request, the strongest first. */
    static final Comparator<Route> PRECEDENCE = Comparator.comparing(
                    (Route route) -> route.path() instanceof PathMatch.Prefix)
            .thenComparing(route -> -route.path().value().length())
            .thenComparing(route -> route.method().isEmpty());

    boolean matches(String method, String path) {
        return this.method.map(method::equals).orElse(true) && this.path.matches(path);
    }

    /** How a rule looks at a request's path. */
    public sealed interface PathMatch {
        String value();

        boolean matches(String path);

        record Exact(String value) implements PathMatch {
            @Override
            public boolean matches(String path) {
                return path.equals(value);
            }
        }

        /** Compared element by element: {@code /my} covers {@code /my/tickets} and not {@code /mystery}. */
        record Prefix(String value) implements PathMatch {
            public Prefix {
                value = value.length() > 1 && value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
            }

            @Override
            public boolean matches(String path) {
                return value.equals("/") || path.equals(value) || path.startsWith(value + "/");
            }
        }
    }
}
