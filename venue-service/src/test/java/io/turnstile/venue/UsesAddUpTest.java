package io.turnstile.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.platform.testing.AtOnce;
import io.turnstile.platform.testing.OutboxRows;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * For any sequence of scans, alone and at once, with new, used and repeated QRs and keys, and with tickets told again in
 * between: what was answered, what was redeemed, what was published and what is missing from the total is the same.
 */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class UsesAddUpTest {
    private static final List<String> FUNCTIONS = List.of("bus", "ferry", "museum");

    @Inject
    Pier pier;

    @Inject
    DataSource dataSource;

    private String venue;
    private String operator;

    @BeforeEach
    void aGate() {
        venue = pier.venue("bus", "ferry");
        operator = pier.operatorToken(venue);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void spent_is_total_less_remaining(long seed) {
        var random = new Random(seed);
        var code = Pier.ticketCode();
        var event =
                Pier.issued(Map.of("bus", 1 + random.nextInt(4), "ferry", 1 + random.nextInt(4), "museum", 1), code);
        pier.publish(event);
        var qrs = IntStream.range(0, 4).mapToObj(_ -> pier.qr(code)).toList();
        var opened = new ArrayList<String>();
        for (var step = 0; step < 12; step++) {
            var qr = qrs.get(random.nextInt(qrs.size()));
            var function = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
            var callers = 1 + random.nextInt(3);
            var oneKey = random.nextBoolean() ? Pier.unique("scan") : null;
            AtOnce.call(
                            callers,
                            _ -> pier.scan(
                                    operator, qr, function, venue, oneKey == null ? Pier.unique("scan") : oneKey))
                    .stream()
                    .filter(a -> a.statusCode() == 200 && a.header("Idempotency-Replayed") == null)
                    .forEach(_ -> opened.add(function));
            if (random.nextInt(4) == 0) {
                TestStreams.publish(event);
            }
        }
        var events = OutboxRows.of(dataSource).events(TicketRedeemed.class).stream()
                .filter(e -> e.ticketCode().equals(code))
                .toList();
        for (var entitlement : pier.known(code).entitlements()) {
            var function = entitlement.functionCode();
            var spent = entitlement.totalUses() - entitlement.remainingUses();
            assertEquals(opened.stream().filter(function::equals).count(), spent, function);
            assertEquals(
                    Rows.count(dataSource, "redemptions WHERE ticket_code = ? AND function_code = ?", code, function),
                    spent,
                    function);
            // Each event tells another number of what is left, down from the total.
            assertEquals(
                    IntStream.range(entitlement.remainingUses(), entitlement.totalUses())
                            .boxed()
                            .toList(),
                    events.stream()
                            .filter(e -> e.functionCode().equals(function))
                            .map(TicketRedeemed::remainingUses)
                            .sorted()
                            .toList(),
                    function);
        }
    }
}
