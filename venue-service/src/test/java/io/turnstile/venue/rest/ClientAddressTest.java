package io.turnstile.venue.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private static final String GATEWAY = "192.0.2.1";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.7                       | 203.0.113.7
            1.1.1.1, 203.0.113.7              | 203.0.113.7
            forged, 8.8.8.8 ,203.0.113.7      | 203.0.113.7
            203.0.113.7:40312                 | 203.0.113.7
            2001:db8:1:2:3:4:5:6              | 20010db800010002/64
            2001:db8:1:2::1                   | 20010db800010002/64
            [2001:db8:1:2::1]:443             | 20010db800010002/64
            ::ffff:203.0.113.7                | 203.0.113.7
            """)
    void the_client_is_whom_our_own_proxy_saw(String told, String expected) {
        assertEquals(expected, new ClientAddress(1).of(List.of(told), GATEWAY));
    }

    @Test
    void the_header_may_come_in_several_lines() {
        assertEquals("203.0.113.7", new ClientAddress(1).of(List.of("1.1.1.1, 2.2.2.2", "203.0.113.7"), GATEWAY));
    }

    @Test
    void a_load_balancer_before_the_gateway_is_looked_past() {
        var two = new ClientAddress(2);
        assertEquals("203.0.113.7", two.of(List.of("1.1.1.1, 203.0.113.7, 198.51.100.1"), GATEWAY));
        assertEquals("198.51.100.1", two.of(List.of("198.51.100.1"), GATEWAY));
    }

    @Test
    void without_a_proxy_the_header_is_the_clients_own_and_the_connection_counts() {
        assertEquals(GATEWAY, new ClientAddress(0).of(List.of("203.0.113.7"), GATEWAY));
        assertEquals(GATEWAY, new ClientAddress(1).of(List.of(), GATEWAY));
    }

    /** And asks no name server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "unknown",
                "_hidden",
                "localhost",
                "example.com",
                "999.1.1.1",
                "1.1.1.1.1",
                "[",
                "[]:1",
                "fe80::1%no-such-interface",
                "203.0.113.7:port",
                "::::"
            })
    void what_is_no_address_does_no_harm(String told) {
        assertEquals(GATEWAY, new ClientAddress(1).of(List.of(told), GATEWAY));
    }
}
