package io.turnstile.venue;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.Rebuilds;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The copy of the tickets is lost, and comes from their stream again; the uses that were spent stay spent. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class RebuildingTicketsTest {
    @Inject
    Pier pier;

    @Inject
    DataSource dataSource;

    @Test
    void tickets_come_back_with_the_uses_that_their_redemptions_left() {
        var venue = pier.venue("ferry", "bus");
        var operator = pier.operatorToken(venue);
        var touched = pier.ticket(Map.of("ferry", 2, "bus", 1));
        var untouched = pier.ticket(Map.of("ferry", 2));
        pier.scan(operator, pier.qr(touched), "ferry", venue).then().statusCode(200);
        var before = List.of(pier.known(touched), pier.known(untouched));

        loseTickets();
        pier.scan(operator, pier.qr(touched), "ferry", venue)
                .then()
                .statusCode(422)
                .body("reason", equalTo("TICKET_NOT_FOUND"));
        rebuild();
        assertEquals(before, List.of(pier.known(touched), pier.known(untouched)));
        pier.scan(operator, pier.qr(touched), "ferry", venue).then().statusCode(200);
        pier.scan(operator, pier.qr(touched), "ferry", venue)
                .then()
                .statusCode(422)
                .body("reason", equalTo("NO_REMAINING"));
    }

    @Test
    void where_nothing_is_missing_nothing_changes() {
        var venue = pier.venue("ferry");
        var operator = pier.operatorToken(venue);
        var ticket = pier.ticket(Map.of("ferry", 3));
        pier.scan(operator, pier.qr(ticket), "ferry", venue).then().statusCode(200);
        rebuild();
        assertEquals(2, pier.remaining(ticket, "ferry"));
    }

    @Test
    void a_use_is_spent_once_though_tickets_are_lost_and_come_back_under_the_scanners() {
        var venue = pier.venue("ferry");
        var operator = pier.operatorToken(venue);
        var tickets = IntStream.range(0, 20)
                .mapToObj(_ -> pier.ticket(Map.of("ferry", 1)))
                .toList();
        var admitted = new AtomicInteger();
        var scanned = new AtomicInteger();
        var enough = new AtomicBoolean();
        try (var scanners = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 4)
                    .forEach(scanner -> scanners.submit(() -> {
                        for (var i = scanner; !enough.get(); i++) {
                            var verdict = pier.scan(operator, pier.qr(tickets.get(i % 20)), "ferry", venue);
                            admitted.addAndGet(verdict.statusCode() == 200 ? 1 : 0);
                            scanned.incrementAndGet();
                        }
                    }));
            for (var i = 1; i <= 3; i++) {
                var some = 8 * i;
                await().until(() -> scanned.get() > some);
                loseTickets();
                rebuild();
            }
            var all = scanned.get() + 80;
            await().until(() -> scanned.get() > all);
            enough.set(true);
        }
        assertEquals(20, admitted.get());
        tickets.forEach(ticket -> {
            assertEquals(0, pier.remaining(ticket, "ferry"));
            assertEquals(1, Rows.count(dataSource, "redemptions WHERE ticket_code = ?", ticket));
        });
    }

    private void loseTickets() {
        Rows.change(dataSource, "TRUNCATE entitlements, tickets");
    }

    private void rebuild() {
        Rebuilds.request(dataSource, "tickets");
        awaitRebuilt();
    }

    private void awaitRebuilt() {
        await().atMost(Duration.ofSeconds(60)).until(() -> Rebuilds.isFinished(dataSource, "tickets"));
    }
}
