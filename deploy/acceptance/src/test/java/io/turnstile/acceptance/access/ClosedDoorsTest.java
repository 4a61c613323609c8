package io.turnstile.acceptance.access;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Suite;
import io.turnstile.contracts.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the document does not list is not there, neither through the gateway nor on a service's own port. */
@ExtendWith(RunningSuite.class)
class ClosedDoorsTest {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "OPTIONS", "TRACE", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "BREW", "get");

    /** Of management, which has a port of its own, of the framework, and of nobody. */
    private static final List<String> NOWHERE = List.of(
            "/",
            "/q",
            "/q/health",
            "/q/health/live",
            "/q/health/ready",
            "/q/metrics",
            "/q/openapi",
            "/q/swagger-ui",
            "/q/dev",
            "/q/dev-ui",
            "/q/arc",
            "//q/metrics",
            "/catalog/../q/health",
            "/catalog/%2e%2e/q/metrics",
            "/openapi/../application.properties",
            "/openapi/%2e%2e/%2e%2e/application.properties",
            "/openapi/..%2f..%2fapplication.properties",
            "/index.html",
            "/health",
            "/metrics",
            "/jwks",
            "/my",
            "/Orders",
            "/orders/1/2/3",
            "/nothing");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Operation> operations = Operation.ofDocument();
    private final Suite suite;

    ClosedDoorsTest(Suite suite) {
        this.suite = suite;
    }

    @Test
    void a_method_that_is_not_listed_gives_nothing_away() throws Exception {
        var faults = new ArrayList<String>();
        for (var operation : operations.values()) {
            var path = operation.path().replaceAll("\\{[^}]*}", "101");
            for (var door : List.of(suite.gateway(), suite.service(operation.service()))) {
                for (var method : METHODS) {
                    if (operations.containsKey(method + " " + operation.path())) {
                        continue;
                    }
                    var answer = send(method, door + path);
                    if (!givesNothingAway(method, operation.path(), answer)) {
                        faults.add(method + " " + seen(answer));
                    }
                }
            }
        }
        assertEquals("", String.join("\n", faults));
    }

    @Test
    void a_path_that_is_not_listed_leads_nowhere() throws Exception {
        var doors = operations.values().stream()
                .map(operation -> suite.service(operation.service()))
                .collect(toCollection(TreeSet::new));
        doors.add(suite.gateway());
        var faults = new ArrayList<String>();
        for (var door : doors) {
            for (var path : NOWHERE) {
                var answer = send("GET", door + path);
                if (!List.of(400, 404).contains(answer.statusCode()) || !isProblem(answer)) {
                    faults.add(seen(answer));
                }
            }
        }
        assertEquals("", String.join("\n", faults));
    }

    /** A refusal; or an empty answer that tells which methods there are, or what the head of a public page is. */
    private boolean givesNothingAway(String method, String path, HttpResponse<String> answer) {
        var page = Optional.ofNullable(operations.get("GET " + path));
        return switch (answer.statusCode()) {
            case 200 ->
                answer.body().isEmpty()
                        && (method.equals("OPTIONS")
                                || method.equals("HEAD")
                                        && page.map(Operation::scheme)
                                                .filter(Optional::isEmpty)
                                                .isPresent());
            case 400, 401, 404, 405 -> method.equals("HEAD") || isProblem(answer);
            default -> false;
        };
    }

    private HttpResponse<String> send(String method, String uri) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(uri))
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static boolean isProblem(HttpResponse<String> answer) {
        return answer.headers().firstValue("content-type").orElse("").startsWith(Problem.MEDIA_TYPE);
    }

    private static String seen(HttpResponse<String> answer) {
        return answer.uri() + ": " + answer.statusCode() + " " + answer.body();
    }
}
