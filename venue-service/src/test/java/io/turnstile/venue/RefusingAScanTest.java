package io.turnstile.venue;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.turnstile.contracts.event.RedemptionEvents.ScanRejected;
import io.turnstile.platform.testing.OutboxRows;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class RefusingAScanTest {
    private static final Map<String, Integer> ONE_EACH = Map.of("bus", 1, "ferry", 1);

    @Inject
    Pier pier;

    @Inject
    DataSource dataSource;

    @Inject
    MeterRegistry metrics;

    @ParameterizedTest
    @ValueSource(strings = {"hello", "a.b.c.d.e", "eyJhbGciOiJub25lIn0.e30.", "{}"})
    void what_is_no_qr_of_ours_is_refused(String qr) {
        var venue = pier.venue("ferry");
        refused(pier.scan(pier.operatorToken(venue), qr, "ferry", venue), "QR_INVALID")
                .then()
                .body("ticket_code", nullValue())
                .body("venue_info.venue_code", equalTo(venue));
    }

    @Test
    void a_qr_that_was_tampered_with_is_refused() {
        var venue = pier.venue("ferry");
        var qr = pier.qr(pier.ticket(ONE_EACH));
        var middle = qr.length() - 40;
        var bent = qr.substring(0, middle) + (qr.charAt(middle) == 'A' ? 'B' : 'A') + qr.substring(middle + 1);
        refused(pier.scan(pier.operatorToken(venue), bent, "ferry", venue), "QR_INVALID");
    }

    @Test
    void an_old_qr_is_refused() {
        var venue = pier.venue("ferry");
        var operator = pier.operatorToken(venue);
        var ticket = pier.ticket(ONE_EACH);
        refused(pier.scan(operator, pier.qr(ticket, Instant.now().minusSeconds(10)), "ferry", venue), "QR_EXPIRED")
                .then()
                .body("ticket_code", equalTo(ticket))
                .body("entitlements", nullValue());
        assertEquals(1, pier.remaining(ticket, "ferry"));
    }

    @Test
    void a_venue_that_does_not_exist_or_is_closed_is_refused() {
        var venue = pier.venue("ferry");
        var operator = pier.operatorToken(venue);
        var ticket = pier.ticket(ONE_EACH);
        refused(pier.scan(operator, pier.qr(ticket), "ferry", "north-pier"), "VENUE_NOT_FOUND")
                .then()
                .body("venue_info", nullValue());
        pier.as(pier.supervisor())
                .body("{\"venue_name\":\"Closed\",\"supported_functions\":[\"ferry\"],\"is_active\":false}")
                .put("/venue/" + venue)
                .then()
                .statusCode(200);
        refused(pier.scan(operator, pier.qr(ticket), "ferry", venue), "VENUE_NOT_FOUND");
    }

    @Test
    void a_function_that_the_venue_does_not_serve_is_refused() {
        var venue = pier.venue("bus");
        refused(
                pier.scan(pier.operatorToken(venue), pier.qr(pier.ticket(ONE_EACH)), "ferry", venue),
                "WRONG_VENUE_FUNCTION");
    }

    @Test
    void a_function_that_the_ticket_does_not_hold_is_refused() {
        var venue = pier.venue("museum");
        refused(pier.scan(pier.operatorToken(venue), pier.qr(pier.ticket(ONE_EACH)), "museum", venue), "WRONG_FUNCTION")
                .then()
                .body("entitlements.function_code", contains("bus", "ferry"));
    }

    @Test
    void a_ticket_that_never_arrives_is_refused() {
        var venue = pier.venue("ferry");
        var unknown = Pier.ticketCode();
        refused(pier.scan(pier.operatorToken(venue), pier.qr(unknown), "ferry", venue), "TICKET_NOT_FOUND")
                .then()
                .body("ticket_code", equalTo(unknown));
    }

    @Test
    void a_ticket_is_refused_before_and_after_its_validity() {
        var venue = pier.venue("ferry");
        var operator = pier.operatorToken(venue);
        var now = Instant.now();
        var early = Pier.ticketCode();
        pier.publish(Pier.issued(ONE_EACH, now.plusSeconds(3600), now.plusSeconds(7200), early));
        refused(pier.scan(operator, pier.qr(early), "ferry", venue), "TICKET_NOT_YET_VALID");
        var late = Pier.ticketCode();
        pier.publish(Pier.issued(ONE_EACH, now.minusSeconds(7200), now.minusSeconds(10), late));
        refused(pier.scan(operator, pier.qr(late), "ferry", venue), "TICKET_EXPIRED");
    }

    @Test
    void a_refusal_is_kept_told_and_counted() {
        var venue = pier.venue("ferry");
        var operator = pier.operator(venue);
        var ticket = pier.ticket(Map.of("bus", 1));
        var counter = metrics.counter("turnstile.scans", "result", "reject", "reason", "WRONG_FUNCTION");
        var before = counter.count();
        refused(pier.scan(pier.logIn(operator, Pier.PASSWORD), pier.qr(ticket), "ferry", venue), "WRONG_FUNCTION");
        assertEquals(before + 1, counter.count());
        var event = OutboxRows.of(dataSource).events(ScanRejected.class).stream()
                .filter(e -> ticket.equals(e.ticketCode()))
                .findFirst()
                .orElseThrow();
        assertEquals("WRONG_FUNCTION", event.reason());
        assertEquals(operator, event.operatorId());
        assertEquals(venue, event.venueCode());
        assertTrue(event.locationId() > 0);
        assertNull(event.remainingUses());
        assertEquals(1, Rows.count(dataSource, "scan_attempts WHERE result = 'reject' AND ticket_code = ?", ticket));
    }

    static Response refused(Response response, String reason) {
        response.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("SCAN_REJECTED"))
                .body("result", equalTo("reject"))
                .body("reason", equalTo(reason));
        return response;
    }
}
