package io.turnstile.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.local.gateway.Route.PathMatch;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

    @Test
    void a_network_of_ipv6_is_one_client() {
        assertThat(ClientAddress.of("2001:db8:1:2:3:4:5:6")).isEqualTo(ClientAddress.of("2001:db8:1:2::1"));
        assertThat(ClientAddress.of("2001:db8:1:2::1")).isNotEqualTo(ClientAddress.of("2001:db8:1:3::1"));
        assertThat(ClientAddress.of("203.0.113.1")).isNotEqualTo(ClientAddress.of("203.0.113.2"));
    }

    @Test
    void an_ipv4_address_written_as_ipv6_is_the_same_client() {
        assertThat(ClientAddress.of("::ffff:203.0.113.1")).isEqualTo(ClientAddress.of("203.0.113.1"));
    }

    @Test
    void without_a_trusted_proxy_nobody_escapes_the_limit_by_naming_another_address() throws Exception {
        try (var gateway = gateway(0)) {
            assertThat(statusFor(gateway, "203.0.113.1")).isEqualTo("200");
            assertThat(statusFor(gateway, "203.0.113.2")).isEqualTo("429");
        }
    }

    @Test
    void behind_a_trusted_proxy_the_address_that_it_saw_counts_and_not_what_the_client_wrote_before_it()
            throws Exception {
        try (var gateway = gateway(1)) {
            assertThat(statusFor(gateway, "203.0.113.1")).isEqualTo("200");
            assertThat(statusFor(gateway, "198.51.100.7, 203.0.113.1")).isEqualTo("429");
            assertThat(statusFor(gateway, "203.0.113.2")).isEqualTo("200");
        }
    }

    @Test
    void behind_two_trusted_proxies_the_second_from_the_right_counts_in_one_header_or_two() throws Exception {
        try (var gateway = gateway(2)) {
            assertThat(statusFor(gateway, "203.0.113.1, 10.0.0.1")).isEqualTo("200");
            assertThat(statusFor(gateway, "198.51.100.7, 203.0.113.1\r\nX-Forwarded-For: 10.0.0.2"))
                    .isEqualTo("429");
            assertThat(statusFor(gateway, "203.0.113.2, 10.0.0.1")).isEqualTo("200");
        }
    }

    @Test
    void what_is_no_address_is_not_looked_up_and_counts_as_the_connections_own() throws Exception {
        try (var gateway = gateway(1)) {
            assertThat(statusFor(gateway, "unknown")).isEqualTo("200");
            assertThat(statusFor(gateway, "localhost")).isEqualTo("429");
            assertThat(statusFor(gateway, "")).isEqualTo("429");
        }
    }

    /** One request of each client, and no second one for a while. */
    private static TestGateway gateway(int hops) throws Exception {
        var route =
                new Route(new PathMatch.Prefix("/a"), Optional.empty(), "service", Duration.ofSeconds(10), Map.of());
        return new TestGateway(
                TestGateway.policy(TestGateway.trusting(hops).withRequestsPerSecond(1), route),
                request -> request.response().end());
    }

    private static String statusFor(TestGateway gateway, String forwardedFor) throws IOException {
        try (var client = new RawClient(gateway.port())) {
            var answer = client.send("GET /a HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: " + forwardedFor + "\r\n\r\n")
                    .answer();
            return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
        }
    }
}
