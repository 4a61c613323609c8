package io.turnstile.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.local.LocalException;
import io.turnstile.platform.Manifests;
import io.turnstile.platform.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteManifestsTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final List<Route> routes = RouteManifests.read(Manifests.ofRepository());
    private final RoutingTable table = new RoutingTable(routes);

    @TempDir
    Path folder;

    @Test
    void every_operation_of_the_api_document_leads_to_the_service_of_its_tag() throws IOException {
        var operations = operations();
        assertThat(operations).hasSizeGreaterThan(20);
        for (var operation : operations) {
            assertThat(table.find(operation.method(), operation.path()).map(Route::backend))
                    .as("%s %s", operation.method(), operation.path())
                    .contains(operation.tag());
        }
    }

    @Test
    void every_route_covers_an_operation_of_the_api_document() throws IOException {
        var operations = operations();
        for (var route : routes) {
            assertThat(operations).as("operations at %s", route).anyMatch(operation -> table.find(
                            operation.method(), operation.path())
                    .equals(Optional.of(route)));
        }
    }

    @Test
    void every_route_leads_to_a_service_and_its_port() {
        var manifests = Manifests.ofRepository();
        var ports = new ObjectMapper().valueToTree(manifests.documents("Service"));
        for (var document : manifests.documents("HTTPRoute")) {
            var backend = new ObjectMapper().valueToTree(document).at("/spec/rules/0/backendRefs/0");
            assertThat(ports)
                    .anyMatch(service -> service.at("/metadata/name").equals(backend.path("name"))
                            && service.at("/spec/ports/0/port").equals(backend.path("port")));
        }
    }

    @Test
    void what_the_management_port_serves_is_not_routed() {
        assertThat(table.find("GET", "/q/health")).isEmpty();
        assertThat(table.find("GET", "/q/metrics")).isEmpty();
    }

    @Test
    void a_route_of_a_kind_that_this_gateway_does_not_know_is_an_error_and_not_ignored() throws IOException {
        Files.writeString(folder.resolve("routes.yaml"), """
                kind: HTTPRoute
                metadata: { name: by-header }
                spec:
                  rules:
                    - matches: [{ path: { value: / }, headers: [{ name: x, value: y }] }]
                      backendRefs: [{ name: a, port: 1 }]
                """);
        assertThatThrownBy(() -> RouteManifests.read(Manifests.read(folder)))
                .isInstanceOf(LocalException.class)
                .hasMessage("route by-header: this gateway knows no headers");
    }

    @Test
    void durations_are_written_as_the_gateway_api_writes_them() {
        assertThat(Map.of(
                        "10s", Duration.ofSeconds(10),
                        "1m30s", Duration.ofSeconds(90),
                        "500ms", Duration.ofMillis(500),
                        "0s", Duration.ZERO))
                .allSatisfy((text, duration) ->
                        assertThat(RouteManifests.duration("a", text)).isEqualTo(duration));
        assertThatThrownBy(() -> RouteManifests.duration("a", "10 seconds"))
                .hasMessage("route a: 10 seconds is not a duration");
    }

    private record Operation(String method, String path, String tag) {}

    private static List<Operation> operations() throws IOException {
        var document = new ObjectMapper()
                .readTree(
                        Repository.root().resolve("openapi/openapi-3.0.3.json").toFile());
        var operations = new ArrayList<Operation>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation -> operations.add(new Operation(
                        operation.getKey().toUpperCase(Locale.ROOT),
                        path.getKey().replaceAll("\\{[^}]*}", "some-value"),
                        operation.getValue().at("/tags/0").asText()))));
        return operations;
    }
}
