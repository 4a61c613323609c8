package io.turnstile.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitingRatesTest {
    private static final long SECOND = 1_000_000_000;
    private static final ClientAddress MIA = ClientAddress.of("203.0.113.1");
    private static final ClientAddress BEN = ClientAddress.of("203.0.113.2");

    private final AtomicLong now = new AtomicLong();
    private final RateLimit limit = new RateLimit(10, new Clock(now));

    private record Clock(AtomicLong now) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Test
    void a_client_that_sends_too_much_waits_and_the_others_do_not() {
        assertThat(IntStream.range(0, 10).mapToLong(_ -> limit.secondsToWait(MIA)))
                .containsOnly(0L);
        assertThat(limit.secondsToWait(MIA)).isEqualTo(1);
        assertThat(limit.secondsToWait(BEN)).isZero();
    }

    @Test
    void after_as_long_as_it_was_told_to_wait_a_client_is_served_again() {
        IntStream.range(0, 50).forEach(_ -> limit.secondsToWait(MIA));
        now.addAndGet(limit.secondsToWait(MIA) * SECOND);
        assertThat(limit.secondsToWait(MIA)).isZero();
    }

    @Test
    void in_the_long_run_a_client_gets_its_rate_and_no_more() {
        var served = 0;
        for (var tick = 0; tick < 1_000; tick++) {
            served += limit.secondsToWait(MIA) == 0 ? 1 : 0;
            now.addAndGet(SECOND / 100);
        }
        // Ten seconds, and the bucket that was full at the beginning.
        assertThat(served).isBetween(100, 110);
    }

    @Test
    void however_many_clients_there_were_only_those_of_the_last_second_are_remembered() {
        IntStream.range(0, 100_000).forEach(client -> limit.secondsToWait(new ClientAddress("client " + client)));
        assertThat(limit.remembered()).isEqualTo(100_000);
        now.addAndGet(SECOND);
        limit.secondsToWait(MIA);
        limit.forget();
        assertThat(limit.remembered()).isEqualTo(1);
    }

    @Test
    void forgetting_gives_nobody_more_than_the_rate() {
        IntStream.range(0, 11).forEach(_ -> limit.secondsToWait(MIA));
        limit.forget();
        assertThat(limit.secondsToWait(MIA)).isEqualTo(1);
    }

    @Test
    void zero_is_no_limit() {
        var none = new RateLimit(0, new Clock(now));
        assertThat(IntStream.range(0, 100_000).mapToLong(_ -> none.secondsToWait(MIA)))
                .containsOnly(0L);
        assertThat(none.remembered()).isZero();
    }

    @Test
    void the_refusal_is_a_problem_that_says_when_to_come_back_and_reaches_no_service() throws Exception {
        var served = new AtomicInteger();
        try (var gateway = new TestGateway(TestGateway.ROOMY.withRequestsPerSecond(5), request -> {
                    served.incrementAndGet();
                    request.response().end();
                });
                var http = HttpClient.newHttpClient()) {
            var refused = IntStream.range(0, 200)
                    .mapToObj(_ -> send(http, gateway))
                    .filter(reply -> reply.statusCode() != 200)
                    .toList();
            assertThat(refused).isNotEmpty().allSatisfy(reply -> {
                assertThat(reply.statusCode()).isEqualTo(429);
                assertThat(reply.headers().firstValue("retry-after")).contains("1");
                assertThat(reply.headers().firstValue("content-type")).contains("application/problem+json");
                assertThat(reply.body()).contains("\"code\":\"TOO_MANY_REQUESTS\"");
            });
            assertThat(served).hasValue(200 - refused.size());
        }
    }

    @Test
    void another_address_is_another_client() throws Exception {
        try (var gateway = new TestGateway(TestGateway.ROOMY.withRequestsPerSecond(5), request -> request.response()
                        .end());
                var one = HttpClient.newHttpClient();
                var other = HttpClient.newBuilder()
                        .localAddress(InetAddress.ofLiteral("127.0.0.9"))
                        .build()) {
            while (send(one, gateway).statusCode() == 200) {
                // Until it has had its share.
            }
            assertThat(send(other, gateway).statusCode()).isEqualTo(200);
        }
    }

    /** With a body: the connection must go on all the same. */
    private static HttpResponse<String> send(HttpClient http, TestGateway gateway) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(gateway.url("/a")))
                            .POST(BodyPublishers.ofString("{}"))
                            .build(),
                    BodyHandlers.ofString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
