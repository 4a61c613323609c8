package io.turnstile.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The suite's connectors. They are held while PostgreSQL alone is the floor, for they would read what both write; what
 * carrying the events costs has rows of its own.
 */
public final class Streams {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Suite suite;
    private final List<String> held = new ArrayList<>();
    private BareHop hop;

    Streams(Suite suite) {
        this.suite = suite;
    }

    /** One for all rows that have it for a floor, until the connectors are held. */
    public BareHop bareHop() {
        if (hop == null) {
            hop = BareHop.open(suite, this);
        }
        return hop;
    }

    /** From now on events stay in their outboxes. A second time does nothing. */
    public void hold() {
        if (hop != null) {
            hop.close();
            hop = null;
        }
        if (held.isEmpty()) {
            send("GET", "/connectors", null).forEach(name -> held.add(name.asText()));
            held.forEach(name -> send("PUT", "/connectors/" + name + "/stop", null));
            await(held, "STOPPED");
        }
    }

    /**
     * What is held is never carried. Slots would keep the log of millions of rows that are loaded, which is more than they
     * may; so there are no slots and no offsets any more, as before the connectors' first start. Does nothing where nothing
     * is held.
     */
    public void forget() {
        for (var connector : held) {
            send("DELETE", "/connectors/" + connector + "/offsets", null);
            dropSlot(settingsOf(connector));
        }
    }

    private void dropSlot(Map<String, String> settings) {
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        var database = settings.get("database.dbname");
        var slot = "FROM pg_replication_slots WHERE slot_name = '%s'".formatted(settings.get("slot.name"));
        while (suite.count(database, "SELECT count(*) " + slot) > 0) {
            // Its walsender may need a moment to see that the connector is gone.
            suite.execute(database, "SELECT pg_drop_replication_slot(slot_name) " + slot + " AND NOT active");
            if (System.nanoTime() > deadline) {
                throw new BenchException("the slot of " + database + " stays in use");
            }
            LockSupport.parkNanos(200_000_000);
        }
    }

    /** The settings of a connector, for one that differs in a few of them. */
    public Map<String, String> settingsOf(String connector) {
        return JSON.convertValue(
                send("GET", "/connectors/" + connector + "/config", null),
                JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    }

    /** Comes back when its task runs. */
    public void create(String connector, Map<String, String> settings) {
        send("PUT", "/connectors/" + connector + "/config", JSON.valueToTree(settings));
        await(List.of(connector), "RUNNING");
    }

    public void remove(String connector) {
        send("DELETE", "/connectors/" + connector, null);
    }

    private void await(List<String> connectors, String state) {
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        for (var name : connectors) {
            while (!isIn(state, send("GET", "/connectors/" + name + "/status", null))) {
                if (System.nanoTime() > deadline) {
                    throw new BenchException("connector " + name + " does not become " + state);
                }
                LockSupport.parkNanos(200_000_000);
            }
        }
    }

    private static boolean isIn(String state, JsonNode status) {
        var tasks = status.path("tasks");
        return status.at("/connector/state").asText().equals(state)
                && (state.equals("STOPPED")
                        ? tasks.isEmpty()
                        : tasks.size() == 1
                                && tasks.get(0).path("state").asText().equals(state));
    }

    /** Connect refuses with 404 and 409 while its workers agree on who does what. */
    private JsonNode send(String method, String path, JsonNode body) {
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        var content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        var request = HttpRequest.newBuilder(URI.create(suite.description().connect() + path))
                .header("Content-Type", "application/json")
                .method(method, content)
                .build();
        try {
            while (true) {
                var answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() < 300) {
                    return JSON.readTree(answer.body());
                }
                if (System.nanoTime() > deadline) {
                    throw new BenchException("Kafka Connect answers %s %s with %d: %s"
                            .formatted(method, path, answer.statusCode(), answer.body()));
                }
                Thread.sleep(200);
            }
        } catch (IOException e) {
            throw new BenchException("Kafka Connect does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
