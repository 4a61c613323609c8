package io.turnstile.venue;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.platform.testing.AtOnce;
import io.turnstile.platform.testing.OutboxRows;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ScanningAtTheSameTimeTest {
    private static final int SCANNERS = 10;

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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twenty_one_use_tickets_at_ten_scanners_each_are_twenty_uses(boolean sameQr) {
        var tickets = IntStream.range(0, 20).mapToObj(_ -> Pier.ticketCode()).toList();
        pier.publish(Pier.issued(Map.of("ferry", 1), tickets.toArray(String[]::new)));
        var answers = new ArrayList<Response>();
        for (var ticket : tickets) {
            var shared = pier.qr(ticket);
            answers.addAll(
                    AtOnce.call(SCANNERS, _ -> pier.scan(operator, sameQr ? shared : pier.qr(ticket), "ferry", venue)));
        }
        assertEquals(Map.of("success", 20L, sameQr ? "ALREADY_REDEEMED" : "NO_REMAINING", 180L), verdicts(answers));
        assertEquals(20, redeemed(tickets));
        for (var ticket : tickets) {
            assertEquals(0, pier.remaining(ticket, "ferry"));
            assertEquals(1, Rows.count(dataSource, "redemptions WHERE ticket_code = ?", ticket));
            assertEquals(SCANNERS, Rows.count(dataSource, "scan_attempts WHERE ticket_code = ?", ticket));
        }
    }

    @Test
    void all_tickets_and_scanners_together_wait_for_no_circle() {
        var tickets = IntStream.range(0, 20).mapToObj(_ -> Pier.ticketCode()).toList();
        pier.publish(Pier.issued(Map.of("ferry", 1, "bus", 1), tickets.toArray(String[]::new)));
        var qrs = tickets.stream().map(pier::qr).toList();
        // Each scanner takes all tickets and both functions, half of them the other way round.
        var answers = AtOnce.call(SCANNERS, scanner -> IntStream.range(0, 40)
                .map(i -> scanner % 2 == 0 ? i : 39 - i)
                .mapToObj(i -> pier.scan(operator, qrs.get(i / 2), i % 2 == 0 ? "ferry" : "bus", venue))
                .toList());
        assertEquals(
                Map.of("success", 40L, "ALREADY_REDEEMED", 360L),
                verdicts(answers.stream().flatMap(List::stream).toList()));
        assertEquals(40, redeemed(tickets));
    }

    @Test
    void a_group_ticket_gives_every_use_once_and_no_more() {
        var ticket = pier.ticket(Map.of("ferry", 7));
        var answers = AtOnce.call(SCANNERS * 2, _ -> pier.scan(operator, pier.qr(ticket), "ferry", venue));
        assertEquals(Map.of("success", 7L, "NO_REMAINING", 13L), verdicts(answers));
        var left = answers.stream()
                .filter(a -> a.statusCode() == 200)
                .map(a -> a.<Integer>path("remaining_uses"))
                .sorted()
                .toList();
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), left);
    }

    @Test
    void one_qr_of_a_group_ticket_at_many_gates_is_one_use() {
        var ticket = pier.ticket(Map.of("ferry", 7));
        var qr = pier.qr(ticket);
        var answers = AtOnce.call(SCANNERS, _ -> pier.scan(operator, qr, "ferry", venue));
        assertEquals(Map.of("success", 1L, "ALREADY_REDEEMED", SCANNERS - 1L), verdicts(answers));
        assertEquals(6, pier.remaining(ticket, "ferry"));
    }

    @Test
    void scans_of_one_moment_have_each_its_own_verdict() {
        var museum = pier.venue("museum");
        var guide = pier.operatorToken(museum);
        var tickets = IntStream.range(0, 40).mapToObj(_ -> Pier.ticketCode()).toList();
        pier.publish(Pier.issued(Map.of("ferry", 1, "museum", 3), tickets.toArray(String[]::new)));
        var answers = AtOnce.call(tickets.size(), i -> switch (i % 4) {
            case 0 -> pier.scan(operator, pier.qr(tickets.get(i)), "ferry", venue);
            case 1 -> pier.scan(guide, pier.qr(tickets.get(i)), "museum", museum);
            case 2 -> pier.scan(operator, "nothing of ours", "ferry", venue);
            default -> pier.scan(operator, pier.qr(Pier.ticketCode()), "ferry", venue);
        });
        for (var i = 0; i < tickets.size(); i++) {
            var answer = answers.get(i);
            switch (i % 4) {
                case 0, 1 -> {
                    assertEquals(tickets.get(i), answer.path("ticket_code"));
                    assertEquals(i % 4 == 0 ? 0 : 2, answer.<Integer>path("remaining_uses"));
                }
                case 2 -> assertEquals("QR_INVALID", answer.path("reason"));
                default -> assertEquals("TICKET_NOT_FOUND", answer.path("reason"));
            }
        }
    }

    private static Map<String, Long> verdicts(List<Response> answers) {
        return answers.stream()
                .collect(groupingBy(
                        a -> a.statusCode() == 200 ? "success" : String.valueOf(a.<Object>path("reason")), counting()));
    }

    private long redeemed(List<String> tickets) {
        return OutboxRows.of(dataSource).events(TicketRedeemed.class).stream()
                .filter(e -> tickets.contains(e.ticketCode()))
                .count();
    }
}
