package io.turnstile.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitingConnectionsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String REQUEST = "GET /a HTTP/1.1\r\nHost: here\r\n\r\n";

    private final List<RawClient> clients = new ArrayList<>();
    private final List<HttpServerRequest> waiting = new CopyOnWriteArrayList<>();
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        // In all 40, and so 10 of one client.
        gateway = new TestGateway(TestGateway.of(MINUTE, MINUTE, MINUTE, 40, 1024), request -> {
            if (request.path().equals("/a/wait")) {
                waiting.add(request);
            } else {
                request.response().end("served");
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        for (var client : clients) {
            client.close();
        }
        gateway.close();
    }

    @Test
    void a_client_that_has_its_share_of_connections_gets_no_more_and_others_are_served() throws Exception {
        for (var number = 0; number < 10; number++) {
            assertThat(connect("127.0.0.1").send(REQUEST).answer()).endsWith("served");
        }
        assertThat(isServed("127.0.0.1")).isFalse();
        assertThat(isServed("127.0.0.2")).isTrue();
    }

    @Test
    void a_connection_that_is_closed_makes_room() throws Exception {
        for (var number = 0; number < 10; number++) {
            assertThat(connect("127.0.0.1").send(REQUEST).answer()).endsWith("served");
        }
        assertThat(isServed("127.0.0.1")).isFalse();
        clients.getFirst().close();
        await().until(() -> isServed("127.0.0.1"));
    }

    @Test
    void all_clients_together_get_no_more_than_there_is() throws Exception {
        for (var number = 0; number < 40; number++) {
            assertThat(connect("127.0.0." + (10 + number / 10)).send(REQUEST).answer())
                    .endsWith("served");
        }
        assertThat(isServed("127.0.0.99")).isFalse();
    }

    /** A broken request that waits for its turn when the connection ends: Vert.x tells nobody of that end. */
    @Test
    void a_connection_that_ends_in_disorder_makes_room_too() throws Exception {
        for (var number = 0; number < 50; number++) {
            try (var client = new RawClient(gateway.port())) {
                client.send(
                        "POST /a HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n");
                client.answer();
            }
        }
        await().until(() -> isServed("127.0.0.1"));
    }

    @Test
    void whoever_asks_on_and_reads_no_answer_is_cut_off() throws Exception {
        var client = connect("127.0.0.1");
        var asked = 0;
        try {
            while (asked < 200_000) {
                client.send("GET /elsewhere HTTP/1.1\r\nHost: here\r\n\r\n".repeat(4));
                asked += 4;
            }
        } catch (IOException _) {
            // Cut off.
        }
        assertThat(asked).isLessThan(200_000);
    }

    @Test
    void whoever_sends_thousands_of_requests_ahead_is_cut_off() throws Exception {
        var client = connect("127.0.0.1");
        client.send("GET /a/wait HTTP/1.1\r\nHost: here\r\n\r\n");
        await().until(() -> waiting.size() == 1);
        client.send(REQUEST.repeat(2_000));
        assertThat(client.isClosedWithin(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void a_few_requests_ahead_are_answered_in_their_order() throws Exception {
        var client = connect("127.0.0.1").send(REQUEST.repeat(3) + "GET /elsewhere HTTP/1.1\r\nHost: here\r\n\r\n");
        for (var number = 0; number < 3; number++) {
            assertThat(client.answer()).endsWith("served");
        }
        assertThat(client.answer()).startsWith("HTTP/1.1 404");
    }

    private RawClient connect(String from) throws IOException {
        var client = new RawClient(gateway.port(), from);
        clients.add(client);
        return client;
    }

    private boolean isServed(String from) {
        try (var client = new RawClient(gateway.port(), from)) {
            return client.send(REQUEST).answer().endsWith("served");
        } catch (IOException _) {
            return false;
        }
    }
}
