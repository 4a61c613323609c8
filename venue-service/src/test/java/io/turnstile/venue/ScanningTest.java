package io.turnstile.venue;

import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.platform.testing.OutboxRows;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ScanningTest {
    private static final Map<String, Integer> ONE_EACH = Map.of("bus", 1, "ferry", 1);

    @Inject
    Pier pier;

    @Inject
    DataSource dataSource;

    @Inject
    MeterRegistry metrics;

    @Test
    void a_scan_opens_the_gate_and_tells_what_is_left() {
        var venue = pier.venue("bus", "ferry");
        var operator = pier.operator(venue);
        var ticket = pier.ticket(Map.of("bus", 2, "ferry", 1));
        var body = Pier.body(pier.qr(ticket), "ferry", venue);
        body.put("terminal_device_id", "gate-07");

        pier.as(pier.logIn(operator, Pier.PASSWORD))
                .body(body)
                .post("/venue/scan")
                .then()
                .statusCode(200)
                .body("result", equalTo("success"))
                .body("ticket_code", equalTo(ticket))
                .body("ticket_status", equalTo("partially_redeemed"))
                .body("entitlements.function_code", contains("bus", "ferry"))
                .body("entitlements.label", contains("A bus ride", "A ferry ride"))
                .body("entitlements.remaining_uses", contains(2, 0))
                .body("entitlements.total_uses", contains(2, 1))
                .body("remaining_uses", equalTo(0))
                .body("venue_info.venue_code", equalTo(venue))
                .body("venue_info.venue_name", equalTo("Pier " + venue))
                .body("venue_info.venue_id", notNullValue())
                .body("scan_id", nullValue())
                .body("ts", notNullValue());
        assertEquals(0, pier.remaining(ticket, "ferry"));
        assertEquals(2, pier.remaining(ticket, "bus"));

        var event = redeemed(ticket);
        assertEquals(operator, event.operatorId());
        assertEquals(venue, event.venueCode());
        assertEquals("gate-07", event.terminalDeviceId());
        assertEquals(pier.known(ticket).orderId(), event.orderId());
        assertEquals(0, event.remainingUses());
        assertEquals(1, event.totalUses());
        assertEquals(
                1,
                Rows.count(
                        dataSource, "redemptions WHERE ticket_code = ? AND operator_id = '" + operator + "'", ticket));
    }

    @Test
    void uses_fall_one_by_one_and_the_last_makes_the_ticket_used() {
        var venue = pier.venue("ferry");
        var operator = pier.operatorToken(venue);
        var ticket = pier.ticket(Map.of("ferry", 3));
        for (var left = 2; left >= 0; left--) {
            pier.scan(operator, pier.qr(ticket), "ferry", venue)
                    .then()
                    .statusCode(200)
                    .body("remaining_uses", equalTo(left))
                    .body("ticket_status", equalTo(left == 0 ? "used" : "partially_redeemed"));
        }
        RefusingAScanTest.refused(pier.scan(operator, pier.qr(ticket), "ferry", venue), "NO_REMAINING");
        assertEquals(0, pier.remaining(ticket, "ferry"));
    }

    @Test
    void one_qr_redeems_each_of_two_functions_once() {
        var venue = pier.venue("bus", "ferry");
        var operator = pier.operatorToken(venue);
        var ticket = pier.ticket(Map.of("bus", 2, "ferry", 2));
        var qr = pier.qr(ticket);
        pier.scan(operator, qr, "bus", venue).then().statusCode(200);
        pier.scan(operator, qr, "ferry", venue).then().statusCode(200);
        RefusingAScanTest.refused(pier.scan(operator, qr, "bus", venue), "ALREADY_REDEEMED");
        RefusingAScanTest.refused(pier.scan(operator, qr, "ferry", venue), "ALREADY_REDEEMED");
        assertEquals(1, pier.remaining(ticket, "bus"));
        assertEquals(1, pier.remaining(ticket, "ferry"));
    }

    @Test
    void what_was_redeemed_already_says_when_and_where() {
        var first = pier.venue("ferry");
        var second = pier.venue("ferry");
        var operator = pier.operatorToken(first, second);
        var qr = pier.qr(pier.ticket(Map.of("ferry", 2)));
        String at = pier.scan(operator, qr, "ferry", first).path("ts");
        RefusingAScanTest.refused(pier.scan(operator, qr, "ferry", second), "ALREADY_REDEEMED")
                .then()
                .body("detail", containsString("at Pier " + first))
                .body("detail", containsString(at.substring(0, 19)))
                .body("detail", containsString("Uses left: 1, each needs a new QR"))
                .body("entitlements.remaining_uses", contains(1));
    }

    @Test
    void an_operator_scans_only_where_assigned() {
        var elsewhere = pier.venue("ferry");
        var operator = pier.operatorToken(pier.venue("ferry"));
        var ticket = pier.ticket(ONE_EACH);
        pier.scan(operator, pier.qr(ticket), "ferry", elsewhere)
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
        assertEquals(1, pier.remaining(ticket, "ferry"));
    }

    @Test
    void a_scan_that_is_not_well_formed_is_a_bad_request() {
        var venue = pier.venue("ferry");
        var operator = pier.operatorToken(venue);
        var noFunction = Pier.body("x", "ferry", venue);
        noFunction.remove("function_code");
        badRequest(operator, noFunction, "function_code");
        badRequest(operator, Pier.body("x", "FERRY!", venue), "function_code");
        badRequest(operator, Pier.body("", "ferry", venue), "qr_token");
        var withNul = Pier.body("x", "ferry", venue);
        withNul.put("scan_id", "a\u0000b");
        badRequest(operator, withNul, "scan_id");
    }

    private static void badRequest(String operator, Map<String, Object> body, String field) {
        givenBroken()
                .auth()
                .oauth2(operator)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/venue/scan")
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"))
                .body("errors.field", hasItem(field));
    }

    private TicketRedeemed redeemed(String ticketCode) {
        return OutboxRows.of(dataSource).events(TicketRedeemed.class).stream()
                .filter(e -> e.ticketCode().equals(ticketCode))
                .findFirst()
                .orElseThrow();
    }
}
