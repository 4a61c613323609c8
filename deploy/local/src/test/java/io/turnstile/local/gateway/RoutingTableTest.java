package io.turnstile.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.local.gateway.Route.PathMatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutingTableTest {

    @Test
    void an_exact_path_is_stronger_than_any_prefix() {
        var routes = table(
                prefix("/qr", "tickets"), prefix("/qr/decrypt", "longer"), exact("/qr/decrypt", "POST", "venues"));
        assertThat(backend(routes, "POST", "/qr/decrypt")).contains("venues");
    }

    @Test
    void a_route_for_another_method_does_not_match() {
        var routes = table(prefix("/qr", "tickets"), exact("/qr/decrypt", "POST", "venues"));
        assertThat(backend(routes, "GET", "/qr/decrypt")).contains("tickets");
    }

    @Test
    void the_longest_prefix_wins_wherever_it_stands() {
        var routes = table(prefix("/", "all"), prefix("/a/b", "longest"), prefix("/a", "short"));
        assertThat(backend(routes, "GET", "/a/b/c")).contains("longest");
        assertThat(backend(routes, "GET", "/a/c")).contains("short");
        assertThat(backend(routes, "GET", "/c")).contains("all");
    }

    @Test
    void among_equal_paths_the_one_that_names_the_method_wins() {
        var routes = table(
                prefix("/a", "any"),
                new Route(new PathMatch.Prefix("/a"), Optional.of("POST"), "post", Duration.ZERO, Map.of()));
        assertThat(backend(routes, "POST", "/a")).contains("post");
        assertThat(backend(routes, "GET", "/a")).contains("any");
    }

    @Test
    void a_longer_prefix_is_stronger_than_a_method() {
        var routes = table(
                new Route(new PathMatch.Prefix("/a"), Optional.of("POST"), "post", Duration.ZERO, Map.of()),
                prefix("/a/b", "longer"));
        assertThat(backend(routes, "POST", "/a/b")).contains("longer");
    }

    @Test
    void among_equally_strong_routes_the_first_wins() {
        assertThat(backend(table(prefix("/a", "first"), prefix("/a/", "second")), "GET", "/a/1"))
                .contains("first");
    }

    @Test
    void a_prefix_is_compared_element_by_element() {
        var routes = table(prefix("/my", "tickets"));
        assertThat(backend(routes, "GET", "/my")).contains("tickets");
        assertThat(backend(routes, "GET", "/my/")).contains("tickets");
        assertThat(backend(routes, "GET", "/my/tickets")).contains("tickets");
        assertThat(backend(routes, "GET", "/mystery")).isEmpty();
    }

    @Test
    void an_exact_path_covers_nothing_below_it() {
        var routes = table(exact("/a", "GET", "only"));
        assertThat(backend(routes, "GET", "/a/b")).isEmpty();
        assertThat(backend(routes, "GET", "/a/")).isEmpty();
    }

    private static Optional<String> backend(RoutingTable routes, String method, String path) {
        return routes.find(method, path).map(Route::backend);
    }

    private static RoutingTable table(Route... routes) {
        return new RoutingTable(List.of(routes));
    }

    private static Route prefix(String path, String backend) {
        return new Route(new PathMatch.Prefix(path), Optional.empty(), backend, Duration.ZERO, Map.of());
    }

    private static Route exact(String path, String method, String backend) {
        return new Route(new PathMatch.Exact(path), Optional.of(method), backend, Duration.ZERO, Map.of());
    }
}
