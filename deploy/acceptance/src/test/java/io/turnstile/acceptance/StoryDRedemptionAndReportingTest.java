package io.turnstile.acceptance;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.acceptance.support.AtOnce;
import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Gate;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.PaymentGateway;
import io.turnstile.acceptance.support.PaymentGateway.Notice;
import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Streams;
import io.turnstile.acceptance.support.Suite;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.contracts.qr.QrClaims;
import io.turnstile.contracts.qr.QrTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Story D: when a valid QR is scanned, remaining uses decrement atomically and a redemption event is stored. */
@ExtendWith(RunningSuite.class)
class StoryDRedemptionAndReportingTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Suite suite;
    private final Office office;
    private final Buyer buyer;

    StoryDRedemptionAndReportingTest(Suite suite) {
        this.suite = suite;
        this.office = new Office(suite);
        this.buyer = Buyer.anyone(suite);
    }

    @Test
    void a_scan_spends_one_use_and_the_buyer_and_the_report_see_it() {
        var ticket = tickets(1, "ferry", "bus").getFirst();
        var gate = Gate.at("central-pier");
        gate.scan(buyer.shows(ticket), "ferry")
                .statusCode(200)
                .body("result", equalTo("success"))
                .body("remaining_uses", equalTo(0))
                .body("entitlements.find { it.function_code == 'bus' }.remaining_uses", equalTo(1))
                .body("ticket_status", equalTo("partially_redeemed"));

        await().atMost(SOON).untilAsserted(() -> office.report("result=success&limit=500")
                .body("events.ticket_code", hasItem(ticket))
                .body("events.find { it.ticket_code == '%s' }.operator_id".formatted(ticket), equalTo("alice"))
                .body("events.find { it.ticket_code == '%s' }.venue_code".formatted(ticket), equalTo("central-pier")));
        await().atMost(SOON).untilAsserted(() -> buyer.with()
                .get("/qr/{code}/info", ticket)
                .then()
                .statusCode(200)
                .body("status", equalTo("partially_redeemed"))
                .body("entitlements.find { it.function_code == 'ferry' }.remaining_uses", equalTo(0)));
    }

    @Test
    void a_spent_function_is_refused_with_a_new_qr_and_with_the_old_one() {
        var ticket = tickets(1, "ferry").getFirst();
        var gate = Gate.at("cheung-chau");
        var qr = buyer.shows(ticket);
        var another = buyer.shows(ticket);
        gate.scan(qr, "ferry").statusCode(200);
        gate.scan(qr, "ferry").statusCode(422).body("reason", equalTo("ALREADY_REDEEMED"));
        gate.scan(another, "ferry").statusCode(422).body("reason", equalTo("NO_REMAINING"));
    }

    @Test
    void the_same_scan_sent_again_gets_its_verdict_again() {
        var ticket = tickets(1, "ferry").getFirst();
        var gate = Gate.at("cheung-chau");
        var qr = buyer.shows(ticket);
        var scanId = UUID.randomUUID().toString();
        gate.scan(qr, "ferry", scanId).statusCode(200);
        gate.scan(qr, "ferry", scanId).statusCode(200).body("result", equalTo("success"));
    }

    @Test
    void an_expired_a_tampered_and_a_foreign_qr_are_refused() {
        var ticket = tickets(1, "ferry").getFirst();
        var gate = Gate.at("cheung-chau");
        var tokens = new QrTokens(suite.secret("qr-keys", "keys"));
        var then = Instant.now().minusSeconds(120);
        var expired = tokens.seal(new QrClaims("jti-" + UUID.randomUUID(), ticket, then, then.plusSeconds(60)));
        gate.scan(expired, "ferry").statusCode(422).body("reason", equalTo("QR_EXPIRED"));

        var qr = buyer.shows(ticket);
        var tampered = qr.substring(0, qr.length() - 3) + (qr.endsWith("AAA") ? "BBB" : "AAA");
        gate.scan(tampered, "ferry").statusCode(422).body("reason", equalTo("QR_INVALID"));

        var kid = suite.secret("qr-keys", "keys").split(":")[0];
        var stranger = new QrTokens(kid + ":" + "A".repeat(43));
        var now = Instant.now();
        var foreign = stranger.seal(new QrClaims("jti", ticket, now, now.plusSeconds(60)));
        gate.scan(foreign, "ferry").statusCode(422).body("reason", equalTo("QR_INVALID"));

        gate.scan(qr, "ferry").statusCode(200);
    }

    @Test
    void a_function_at_the_wrong_venue_or_not_on_the_ticket_is_refused() {
        var ticket = tickets(1, "ferry").getFirst();
        Gate.at("museum-gate")
                .scan(buyer.shows(ticket), "ferry")
                .statusCode(422)
                .body("reason", equalTo("WRONG_VENUE_FUNCTION"));
        Gate.at("museum-gate")
                .scan(buyer.shows(ticket), "museum")
                .statusCode(422)
                .body("reason", equalTo("WRONG_FUNCTION"));
    }

    /** Half of the scanners of a ticket share a screenshot, the others have a QR of their own. */
    @Test
    void twenty_one_use_tickets_under_ten_concurrent_scanners_each_are_redeemed_twenty_times() throws Exception {
        var tickets = tickets(20, "ferry");
        var gates = List.of(Gate.at("central-pier"), Gate.at("cheung-chau"));
        var scans = new ArrayList<Callable<Map.Entry<String, Integer>>>();
        for (var ticket : tickets) {
            var screenshot = buyer.shows(ticket);
            for (var scanner = 0; scanner < 10; scanner++) {
                var qr = scanner % 2 == 0 ? screenshot : buyer.shows(ticket);
                var gate = gates.get(scanner / 5);
                scans.add(() -> Map.entry(ticket, verdict(gate, qr)));
            }
        }
        Collections.shuffle(scans);
        var verdicts = AtOnce.all(scans);

        assertTrue(verdicts.stream().allMatch(verdict -> verdict.getValue() == 200 || verdict.getValue() == 422));
        var successes = verdicts.stream()
                .filter(verdict -> verdict.getValue() == 200)
                .collect(groupingBy(Map.Entry::getKey, counting()));
        assertEquals(new HashSet<>(tickets), successes.keySet());
        assertTrue(successes.values().stream().allMatch(count -> count == 1), successes::toString);
        exactlyOneEventEach(tickets);
        exactlyOneReportRowEach(tickets);
    }

    /** As terminals do: where nobody had time for it, the same scan again. */
    private static int verdict(Gate gate, String qr) {
        var scanId = UUID.randomUUID().toString();
        for (var tries = 1; tries < 10; tries++) {
            var status = gate.scan(qr, "ferry", scanId).extract().statusCode();
            if (status != 503) {
                return status;
            }
        }
        return 503;
    }

    private void exactlyOneEventEach(List<String> tickets) {
        var streams = new Streams(suite);
        await().atMost(SOON).untilAsserted(() -> {
            var events = streams.all(TicketRedeemed.class).stream()
                    .map(told -> told.event().ticketCode())
                    .filter(tickets::contains)
                    .sorted()
                    .toList();
            assertEquals(tickets.stream().sorted().toList(), events);
        });
    }

    private void exactlyOneReportRowEach(List<String> tickets) {
        await().atMost(SOON).untilAsserted(() -> {
            List<String> reported =
                    office.report("result=success&limit=500").extract().path("events.ticket_code");
            assertEquals(
                    tickets.stream().sorted().toList(),
                    reported.stream().filter(tickets::contains).sorted().toList());
        });
    }

    /** @return that many tickets of a new product, each of which uses each function once */
    private List<String> tickets(int number, String... functions) {
        var product = office.productWith(number, functions);
        var codes = new ArrayList<String>();
        while (codes.size() < number) {
            var quantity = Math.min(10, number - codes.size());
            var order = buyer.ordered(product, quantity);
            new PaymentGateway(suite).tellsUntilIssued(Notice.of(order, quantity * Office.PRICE));
            codes.addAll(buyer.ticketCodes(order));
        }
        return codes;
    }
}
