package io.turnstile.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.platform.Platform.ConnectorStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;

/** Kafka Connect's REST interface. */
final class ConnectApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(200);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    ConnectApi(String address) {
        this.address = address;
    }

    String address() {
        return address;
    }

    /** Asks briefly: a worker that is still starting keeps a request waiting for half a minute. */
    boolean answers() {
        // Looked at first: a start is refusals for the most part, and over HTTP each costs many times as much.
        if (!Ports.isServed(URI.create(address).getPort())) {
            return false;
        }
        try {
            return send("GET", "/connectors", "", Duration.ofSeconds(1)).isArray();
        } catch (PlatformException _) {
            return false;
        }
    }

    /** Creates the connector or changes its settings; the same settings again leave it alone. */
    void apply(Manifests.Connector connector) {
        var wanted = JSON.<ObjectNode>valueToTree(connector.config()).put("name", connector.name());
        var known = send("GET", "/connectors?expand=info", "");
        if (!wanted.equals(known.path(connector.name()).at("/info/config"))) {
            send("PUT", "/connectors/" + connector.name() + "/config", wanted.toString());
        }
    }

    List<ConnectorStatus> status() {
        var connectors = new ArrayList<ConnectorStatus>();
        for (var connector : send("GET", "/connectors?expand=status", "")) {
            var status = connector.path("status");
            var tasks = StreamSupport.stream(status.path("tasks").spliterator(), false)
                    .map(task -> task.path("state").asText())
                    .toList();
            connectors.add(new ConnectorStatus(
                    status.path("name").asText(), status.at("/connector/state").asText(), tasks));
        }
        return connectors;
    }

    /** Ends the connector's tasks; it keeps its settings and offsets, and stays stopped until it is resumed. */
    void stop(String connector) {
        send("PUT", "/connectors/" + connector + "/stop", "");
    }

    /** Forgets how far a stopped connector has read. */
    void forgetOffsets(String connector) {
        send("DELETE", "/connectors/" + connector + "/offsets", "");
    }

    void resume(String connector) {
        send("PUT", "/connectors/" + connector + "/resume", "");
    }

    /**
     * Tries again what is refused: Connect refuses changes while its workers agree on who does what, which takes a few
     * seconds after each change.
     */
    static void patiently(Runnable change) {
        var deadline = Instant.now().plus(LIMIT);
        while (true) {
            try {
                change.run();
                return;
            } catch (PlatformException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY_PAUSE.toNanos());
            }
        }
    }

    /** Starts again what failed of a connector: itself, its tasks or both. */
    void restartFailed(String connector) {
        send("POST", "/connectors/" + connector + "/restart?includeTasks=true&onlyFailed=true", "");
    }

    private JsonNode send(String method, String path, String body) {
        return send(method, path, body, PATIENCE);
    }

    private JsonNode send(String method, String path, String body, Duration patience) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new PlatformException("Kafka Connect answers %s %s with %d: %s"
                        .formatted(method, path, response.statusCode(), response.body()));
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new PlatformException("Kafka Connect does not answer " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while asking Kafka Connect", e);
        }
    }
}
