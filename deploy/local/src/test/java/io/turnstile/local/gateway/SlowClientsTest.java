package io.turnstile.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowClientsTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    /** The limit, and what it takes to notice. */
    private static final Duration CUT_OFF = Duration.ofSeconds(6);

    private static final List<String> SLOW = List.of(
            "GET /a HT",
            "POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: 60000\r\n\r\nx",
            "POST /a HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nx",
            "GET /a HTTP/1.1\r\nHost: here\r\nX: ",
            "GET /a/endless HTTP/1.1\r\nHost: here\r\n\r\n");

    private final List<RawClient> slow = new CopyOnWriteArrayList<>();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicBoolean brokenOff = new AtomicBoolean();
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new TestGateway(TestGateway.of(LIMIT, LIMIT, LIMIT, 2_000, 64 * 1024), this::serve);
    }

    @AfterEach
    void stop() throws Exception {
        for (var client : slow) {
            client.close();
        }
        gateway.close();
    }

    private void serve(HttpServerRequest request) {
        served.incrementAndGet();
        if (request.path().equals("/a/endless")) {
            request.response().setChunked(true).exceptionHandler(_ -> brokenOff.set(true));
            writeOn(request);
        } else {
            request.response().end("served");
        }
    }

    private static void writeOn(HttpServerRequest request) {
        var response = request.response();
        while (!response.closed() && !response.writeQueueFull()) {
            response.write(Buffer.buffer(new byte[16_384]));
        }
        if (!response.closed()) {
            response.drainHandler(_ -> writeOn(request));
        }
    }

    @Test
    void a_head_that_trickles_in_is_cut_off_however_steadily_it_does() throws Exception {
        try (var client = new RawClient(gateway.port())) {
            client.send("GET /a HTTP/1.1\r\nHost: here\r\n");
            assertThat(trickle(client, "X: y\r\n")).isLessThan(CUT_OFF);
        }
        assertThat(served).hasValue(0);
    }

    @Test
    void a_body_that_trickles_in_is_answered_408_and_reaches_no_service() throws Exception {
        try (var client = new RawClient(gateway.port())) {
            client.send("POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\nx");
            var answer = client.answer();
            assertThat(answer)
                    .startsWith("HTTP/1.1 408")
                    .containsIgnoringCase("connection: close")
                    .contains("\"code\":\"REQUEST_TIMEOUT\"");
            assertThat(client.isClosedWithin(CUT_OFF)).isTrue();
        }
        assertThat(served).hasValue(0);
    }

    @Test
    void a_refused_request_whose_body_never_ends_is_cut_off_too() throws Exception {
        try (var client = new RawClient(gateway.port())) {
            client.send("POST /elsewhere HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\nx");
            assertThat(client.answer()).startsWith("HTTP/1.1 404");
            assertThat(client.isClosedWithin(CUT_OFF)).isTrue();
        }
    }

    @Test
    void a_connection_without_a_request_is_closed() throws Exception {
        try (var silent = new RawClient(gateway.port());
                var idle = new RawClient(gateway.port())) {
            assertThat(idle.send("GET /a HTTP/1.1\r\nHost: here\r\n\r\n").answer())
                    .startsWith("HTTP/1.1 200");
            assertThat(silent.isClosedWithin(CUT_OFF)).isTrue();
            assertThat(idle.isClosedWithin(CUT_OFF)).isTrue();
        }
    }

    @Test
    void a_connection_that_is_used_stays() throws Exception {
        try (var client = new RawClient(gateway.port())) {
            var end = System.nanoTime() + 2 * CUT_OFF.toNanos();
            while (System.nanoTime() < end) {
                assertThat(client.send("GET /a HTTP/1.1\r\nHost: here\r\n\r\n").answer())
                        .startsWith("HTTP/1.1 200");
                TimeUnit.MILLISECONDS.sleep(LIMIT.toMillis() / 2);
            }
        }
    }

    @Test
    void an_answer_that_nobody_reads_is_broken_off_and_its_service_learns_of_it() throws Exception {
        try (var client = new RawClient(gateway.port())) {
            client.send("GET /a/endless HTTP/1.1\r\nHost: here\r\n\r\n");
            await().atMost(Duration.ofSeconds(20)).untilTrue(brokenOff);
        }
    }

    @Test
    void an_answer_that_is_read_goes_on_for_longer_than_any_limit() throws Exception {
        try (var http = HttpClient.newHttpClient();
                var body = http.send(
                                HttpRequest.newBuilder(URI.create(gateway.url("/a/endless")))
                                        .build(),
                                BodyHandlers.ofInputStream())
                        .body()) {
            var end = System.nanoTime() + 2 * CUT_OFF.toNanos();
            while (System.nanoTime() < end) {
                assertThat(body.readNBytes(1_000_000)).hasSize(1_000_000);
            }
            assertThat(brokenOff).isFalse();
        }
    }

    @Test
    void hundreds_of_slow_clients_keep_nobody_waiting() throws Exception {
        var trickling = Thread.startVirtualThread(this::trickleOn);
        try (var http = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral("127.0.0.2"))
                .build()) {
            for (var number = 0; number < 400; number++) {
                slow.add(new RawClient(gateway.port()).send(SLOW.get(number % SLOW.size())));
            }
            var longest = Duration.ZERO;
            for (var number = 0; number < 100; number++) {
                var begin = System.nanoTime();
                var reply = http.send(
                        HttpRequest.newBuilder(URI.create(gateway.url("/a")))
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(reply.body()).isEqualTo("served");
                var took = Duration.ofNanos(System.nanoTime() - begin);
                longest = took.compareTo(longest) > 0 ? took : longest;
            }
            System.out.println("longest wait beside 400 slow clients: " + longest.toMillis() + " ms");
        } finally {
            trickling.interrupt();
        }
    }

    /** Each sends a byte now and then, until it is interrupted. */
    private void trickleOn() {
        while (!Thread.currentThread().isInterrupted()) {
            slow.forEach(SlowClientsTest::sendOne);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static void sendOne(RawClient client) {
        try {
            client.send("1");
        } catch (IOException _) {
            // Cut off.
        }
    }

    /** @return how long the client could go on */
    private static Duration trickle(RawClient client, String text) throws InterruptedException {
        var begin = System.nanoTime();
        try {
            while (System.nanoTime() - begin < 2 * CUT_OFF.toNanos()) {
                client.send(text);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (IOException | UncheckedIOException _) {
            // Cut off.
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
