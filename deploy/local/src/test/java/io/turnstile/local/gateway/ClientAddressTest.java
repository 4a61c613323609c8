package io.turnstile.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.local.gateway.Route.PathMatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private static final String CONNECTION = "192.0.2.1";

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
        var route =
                new Route(new PathMatch.Prefix("/a"), Optional.empty(), "service", Duration.ofSeconds(10), Map.of());
        try (var gateway = new TestGateway(
                        TestGateway.policy(TestGateway.ROOMY.withRequestsPerSecond(1), route),
                        request -> request.response().end());
                var client = new RawClient(gateway.port())) {
            // Both at once, so that no second passes between them.
            client.send(as("203.0.113.1") + as("203.0.113.2"));
            assertThat(client.answer()).startsWith("HTTP/1.1 200");
            assertThat(client.answer()).startsWith("HTTP/1.1 429");
        }
        assertThat(asked(0, "203.0.113.1")).isEqualTo(ClientAddress.of(CONNECTION));
    }

    @Test
    void behind_a_trusted_proxy_the_address_that_it_saw_counts_and_not_what_the_client_wrote_before_it() {
        assertThat(asked(1, "203.0.113.1")).isEqualTo(ClientAddress.of("203.0.113.1"));
        assertThat(asked(1, "198.51.100.7, 203.0.113.1")).isEqualTo(ClientAddress.of("203.0.113.1"));
    }

    @Test
    void behind_two_trusted_proxies_the_second_from_the_right_counts_in_one_header_or_two() {
        assertThat(asked(2, "203.0.113.1, 10.0.0.1")).isEqualTo(ClientAddress.of("203.0.113.1"));
        assertThat(asked(2, "198.51.100.7, 203.0.113.1", "10.0.0.2")).isEqualTo(ClientAddress.of("203.0.113.1"));
    }

    @Test
    void what_is_no_address_is_not_looked_up_and_counts_as_the_connections_own() {
        for (var told : new String[] {"unknown", "localhost", ""}) {
            assertThat(asked(1, told)).isEqualTo(ClientAddress.of(CONNECTION));
        }
    }

    private static ClientAddress asked(int trustedHops, String... forwardedFor) {
        return ClientAddress.of(List.of(forwardedFor), CONNECTION, trustedHops);
    }

    private static String as(String address) {
        return "GET /a HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: " + address + "\r\n\r\n";
    }
}
