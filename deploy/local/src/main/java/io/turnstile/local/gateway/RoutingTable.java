package io.turnstile.local.gateway;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the backend of a request as the Gateway API says. */
public final class RoutingTable {
    private final List<Route> strongestFirst;

    /** @param routes among equally strong ones the first wins */
    public RoutingTable(Collection<Route> routes) {
        strongestFirst = routes.stream().sorted(Route.PRECEDENCE).toList();
    }

    public Optional<Route> find(String method, String path) {
        return strongestFirst.stream()
                .filter(route -> route.matches(method, path))
                .findFirst();
    }

    public Set<String> backends() {
        return strongestFirst.stream().map(Route::backend).collect(Collectors.toSet());
    }
}
