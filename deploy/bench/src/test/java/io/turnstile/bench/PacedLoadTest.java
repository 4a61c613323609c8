package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacedLoadTest {
    @Test
    void waiting_behind_slow_answers_counts() throws IOException {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try {
                Thread.sleep(50);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/bad") ? 500 : 204, -1);
            exchange.close();
        });
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        // One connection answers 20 a second and is asked for 100: the tenth waits for the nine before it.
        try (var load = new PacedLoad(url, 1)) {
            var requests = IntStream.range(0, 10).mapToObj(i -> Request.get(i == 3 ? "/bad" : "/good", null));
            var outcome = load.send(requests.iterator(), 100);
            assertThat(outcome.latencies().count()).isEqualTo(10);
            assertThat(outcome.failed()).isEqualTo(1);
            assertThat(outcome.latencies().millis(100)).isGreaterThan(250);
        } finally {
            server.stop(0);
        }
    }
}
