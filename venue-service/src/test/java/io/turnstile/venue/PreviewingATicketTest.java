package io.turnstile.venue;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PreviewingATicketTest {
    @Inject
    Pier pier;

    @Test
    void a_preview_tells_what_the_ticket_holds_and_spends_nothing() {
        var venue = pier.venue("ferry");
        var operator = pier.operatorToken(venue);
        var ticket = pier.ticket(Map.of("bus", 1, "ferry", 2));
        pier.scan(operator, pier.qr(ticket), "ferry", venue).then().statusCode(200);
        var qr = pier.qr(ticket);
        for (var i = 0; i < 2; i++) {
            preview(operator, qr)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body("ticket_code", equalTo(ticket))
                    .body("is_expired", equalTo(false))
                    .body("remaining_seconds", allOf(greaterThan(50), lessThanOrEqualTo(60)))
                    .body("ticket_info.status", equalTo("partially_redeemed"))
                    .body("ticket_info.product_name", equalTo("3-in-1 pass"))
                    .body("ticket_info.entitlements.remaining_uses", contains(1, 1));
        }
        assertEquals(1, pier.remaining(ticket, "ferry"));
    }

    @Test
    void a_preview_shows_that_a_ticket_is_new_used_or_expired() {
        var venue = pier.venue("ferry");
        var operator = pier.operatorToken(venue);
        var ticket = pier.ticket(Map.of("ferry", 1));
        preview(operator, pier.qr(ticket)).then().body("ticket_info.status", equalTo("active"));
        pier.scan(operator, pier.qr(ticket), "ferry", venue).then().statusCode(200);
        preview(operator, pier.qr(ticket)).then().body("ticket_info.status", equalTo("used"));
        var late = Pier.ticketCode();
        pier.publish(Pier.issued(
                Map.of("ferry", 1), Instant.now().minusSeconds(9), Instant.now().minusSeconds(1), late));
        preview(operator, pier.qr(late)).then().body("ticket_info.status", equalTo("expired"));
    }

    @Test
    void what_is_no_good_qr_is_refused() {
        var operator = pier.operatorToken();
        preview(operator, "nonsense").then().statusCode(401).body("code", equalTo("QR_INVALID"));
        var old = pier.qr(pier.ticket(Map.of("ferry", 1)), Instant.now().minusSeconds(10));
        preview(operator, old).then().statusCode(401).body("code", equalTo("QR_EXPIRED"));
        preview(operator, pier.qr(Pier.ticketCode())).then().statusCode(404).body("code", equalTo("TICKET_NOT_FOUND"));
    }

    private Response preview(String operator, String qr) {
        return pier.as(operator).body(Map.of("encrypted_data", qr)).post("/qr/decrypt");
    }
}
