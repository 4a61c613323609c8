package io.turnstile.venue;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.turnstile.platform.testing.AtOnce;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class RepeatingAScanTest {
    @Inject
    Pier pier;

    @Inject
    DataSource dataSource;

    private String venue;
    private String operator;

    @BeforeEach
    void aGate() {
        venue = pier.venue("ferry", "bus");
        operator = pier.operatorToken(venue);
    }

    @Test
    void a_repeated_scan_gets_its_success_again_and_spends_nothing() {
        var ticket = pier.ticket(Map.of("ferry", 3));
        var qr = pier.qr(ticket);
        var scanId = Pier.unique("scan");
        var first = pier.scan(operator, qr, "ferry", venue, scanId);
        first.then().statusCode(200).body("scan_id", equalTo(scanId));
        assertNull(first.header("Idempotency-Replayed"));
        // What happens to the ticket meanwhile does not change what is told.
        pier.scan(operator, pier.qr(ticket), "ferry", venue).then().statusCode(200);

        assertIsReplay(first, pier.scan(operator, qr, "ferry", venue, scanId));
        assertEquals(1, pier.remaining(ticket, "ferry"));
    }

    @Test
    void a_repeated_scan_gets_its_refusal_again() {
        var ticket = pier.ticket(Map.of("bus", 1));
        var qr = pier.qr(ticket);
        var scanId = Pier.unique("scan");
        var first = pier.scan(operator, qr, "ferry", venue, scanId);
        first.then().statusCode(422).body("reason", equalTo("WRONG_FUNCTION"));

        assertIsReplay(first, pier.scan(operator, qr, "ferry", venue, scanId));
        assertEquals(1, Rows.count(dataSource, "scan_attempts WHERE scan_id = ?", scanId));
    }

    @Test
    void a_ticket_that_arrives_later_does_not_change_a_verdict() {
        var ticket = Pier.ticketCode();
        var qr = pier.qr(ticket);
        var scanId = Pier.unique("scan");
        var first = pier.scan(operator, qr, "ferry", venue, scanId);
        first.then().statusCode(422).body("reason", equalTo("TICKET_NOT_FOUND"));
        pier.publish(Pier.issued(Map.of("ferry", 1), ticket));

        assertIsReplay(first, pier.scan(operator, qr, "ferry", venue, scanId));
        pier.scan(operator, qr, "ferry", venue, Pier.unique("scan")).then().statusCode(200);
    }

    @Test
    void the_verdict_outlives_a_new_name_of_the_venue() {
        var qr = pier.qr(pier.ticket(Map.of("ferry", 1)));
        var scanId = Pier.unique("scan");
        var first = pier.scan(operator, qr, "ferry", venue, scanId);
        pier.as(pier.supervisor())
                .body("{\"venue_name\":\"Renamed\",\"supported_functions\":[],\"is_active\":false}")
                .put("/venue/" + venue)
                .then()
                .statusCode(200);
        assertIsReplay(first, pier.scan(operator, qr, "ferry", venue, scanId));
    }

    @Test
    void the_header_is_the_key_where_the_body_has_none() {
        var ticket = pier.ticket(Map.of("ferry", 2));
        var body = Pier.body(pier.qr(ticket), "ferry", venue);
        var key = Pier.unique("key");
        var first = pier.as(operator).header("Idempotency-Key", key).body(body).post("/venue/scan");
        first.then().statusCode(200).body("scan_id", equalTo(key));
        assertIsReplay(
                first,
                pier.as(operator).header("Idempotency-Key", key).body(body).post("/venue/scan"));
        assertEquals(1, pier.remaining(ticket, "ferry"));
    }

    @Test
    void the_key_of_one_scan_is_refused_for_another() {
        var ticket = pier.ticket(Map.of("ferry", 2, "bus", 1));
        var qr = pier.qr(ticket);
        var scanId = Pier.unique("scan");
        pier.scan(operator, qr, "ferry", venue, scanId).then().statusCode(200);
        assertIsConflict(pier.scan(operator, pier.qr(ticket), "ferry", venue, scanId));
        assertIsConflict(pier.scan(operator, qr, "bus", venue, scanId));
        assertIsConflict(pier.scan(operator, qr, "ferry", pier.venue("ferry"), scanId));
        assertEquals(1, pier.remaining(ticket, "ferry"));
        assertEquals(1, pier.remaining(ticket, "bus"));
    }

    @Test
    void two_operators_may_use_the_same_key() {
        var ticket = pier.ticket(Map.of("ferry", 2));
        var scanId = Pier.unique("scan");
        pier.scan(operator, pier.qr(ticket), "ferry", venue, scanId).then().statusCode(200);
        pier.scan(pier.operatorToken(venue), pier.qr(ticket), "ferry", venue, scanId)
                .then()
                .statusCode(200);
        assertEquals(0, pier.remaining(ticket, "ferry"));
    }

    @Test
    void without_a_key_a_repeat_is_another_scan() {
        var qr = pier.qr(pier.ticket(Map.of("ferry", 2)));
        pier.scan(operator, qr, "ferry", venue).then().statusCode(200);
        pier.scan(operator, qr, "ferry", venue).then().statusCode(422).body("reason", equalTo("ALREADY_REDEEMED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ferry", "museum"})
    void one_scan_sent_many_times_at_once_is_one_scan(String function) {
        var ticket = pier.ticket(Map.of("ferry", 5));
        var qr = pier.qr(ticket);
        for (var round = 0; round < 10; round++) {
            var scanId = Pier.unique("scan");
            var freshQr = round == 0 ? qr : pier.qr(ticket);
            var answers = AtOnce.call(6, _ -> pier.scan(operator, freshQr, function, venue, scanId));
            var bodies = answers.stream().map(a -> a.body().asString()).collect(Collectors.toSet());
            assertEquals(1, bodies.size(), bodies::toString);
            assertEquals(
                    1,
                    answers.stream()
                            .filter(a -> a.header("Idempotency-Replayed") == null)
                            .count());
            assertEquals(1, Rows.count(dataSource, "scan_attempts WHERE scan_id = ?", scanId));
        }
        assertEquals(function.equals("ferry") ? 0 : 5, pier.remaining(ticket, "ferry"));
    }

    @Test
    void two_scans_under_one_key_at_once_are_one_scan_and_one_conflict() {
        for (var round = 0; round < 10; round++) {
            var tickets = new String[] {pier.ticket(Map.of("ferry", 1)), pier.ticket(Map.of("ferry", 1))};
            var scanId = Pier.unique("scan");
            var statuses =
                    AtOnce.call(2, i -> pier.scan(operator, pier.qr(tickets[i]), "ferry", venue, scanId)).stream()
                            .map(Response::statusCode)
                            .sorted()
                            .toList();
            assertEquals(List.of(200, 409), statuses);
            assertEquals(1, pier.remaining(tickets[0], "ferry") + pier.remaining(tickets[1], "ferry"));
        }
    }

    private static void assertIsReplay(Response first, Response second) {
        assertEquals(first.statusCode(), second.statusCode());
        assertEquals(first.contentType(), second.contentType());
        assertEquals(first.body().asString(), second.body().asString());
        assertEquals("true", second.header("Idempotency-Replayed"));
    }

    private static void assertIsConflict(Response response) {
        response.then().statusCode(409).body("code", equalTo("IDEMPOTENCY_CONFLICT"));
    }
}
