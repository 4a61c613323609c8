package io.turnstile.contracts.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class BrokerCheckTest {
    private static final Duration PATIENCE_OF_A_PROBE = Duration.ofSeconds(3);

    @Test
    void a_broker_that_is_away_makes_the_service_unready_before_a_probe_gives_up() throws IOException {
        int nobodysPort;
        try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodysPort = port.getLocalPort();
        }
        assertUnready(nobodysPort);
    }

    @Test
    void so_does_one_that_takes_connections_and_never_answers() throws IOException {
        try (var mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertUnready(mute.getLocalPort());
        }
    }

    private static void assertUnready(int port) {
        try (var broker = new BrokerAdmin().open(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
            var answer = assertTimeout(PATIENCE_OF_A_PROBE, () -> new BrokerCheck(broker).call());
            assertEquals(HealthCheckResponse.Status.DOWN, answer.getStatus());
        }
    }
}
