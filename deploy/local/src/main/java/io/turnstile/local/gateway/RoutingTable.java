package io.turnstile.local.gateway;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the backend of a request as the Gateway API says. */
public final class RoutingTable {
    private final List<Route> strongestFirst;
    private final Map<String, String> headersOfMost;

    /** @param routes among equally strong ones the first wins */
    public RoutingTable(Collection<Route> routes) {
        strongestFirst = routes.stream().sorted(Route.PRECEDENCE).toList();
        headersOfMost = headersOfMost(strongestFirst);
    }

    public Optional<Route> find(String method, String path) {
        return strongestFirst.stream()
                .filter(route -> route.matches(method, path))
                .findFirst();
    }

    /** What an answer says beside what a service says; where no route was found, what most routes want to be said. */
    Map<String, String> answerHeaders(Optional<Route> route) {
        return route.map(Route::answerHeaders).orElse(headersOfMost);
    }

    private static Map<String, String> headersOfMost(List<Route> routes) {
        var times = routes.stream()
                .flatMap(route -> route.answerHeaders().entrySet().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return times.entrySet().stream()
                .filter(header -> header.getValue() > routes.size() / 2)
                .map(Map.Entry::getKey)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public Set<String> backends() {
        return strongestFirst.stream().map(Route::backend).collect(Collectors.toSet());
    }
}
