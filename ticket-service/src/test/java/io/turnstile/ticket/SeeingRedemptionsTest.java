package io.turnstile.ticket;

import static io.turnstile.platform.testing.OpenApiContract.given;
import static io.turnstile.ticket.Neighbours.BUS;
import static io.turnstile.ticket.Neighbours.FERRY;
import static io.turnstile.ticket.Neighbours.redeemed;
import static io.turnstile.ticket.Neighbours.someBuyer;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.RedemptionEvents.ScanRejected;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import io.turnstile.ticket.usecase.LowerRemainingUses;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class SeeingRedemptionsTest {
    @Inject
    Neighbours neighbours;

    @Inject
    LowerRemainingUses lowerRemainingUses;

    private String buyer;
    private String code;

    @BeforeEach
    void buyATicket() {
        buyer = someBuyer();
        code = neighbours.buyOne(buyer);
    }

    @Test
    void the_buyer_sees_what_a_gate_has_taken() {
        neighbours.tell(redeemed(code, BUS, 1));
        assertSeen("partially_redeemed", 1, 1);
        neighbours.tell(redeemed(code, FERRY, 0));
        assertSeen("partially_redeemed", 1, 0);
        neighbours.tell(redeemed(code, BUS, 0));
        assertSeen("used", 0, 0);
    }

    @Test
    void a_redemption_told_twice_counts_once() {
        neighbours.tell(redeemed(code, BUS, 1));
        neighbours.tell(redeemed(code, BUS, 1));
        assertSeen("partially_redeemed", 1, 1);
    }

    @Test
    void a_redemption_told_late_gives_nothing_back() {
        neighbours.tell(redeemed(code, BUS, 0));
        neighbours.tell(redeemed(code, BUS, 1));
        assertSeen("partially_redeemed", 0, 1);
    }

    @Test
    void of_several_redemptions_that_are_told_at_once_the_least_is_left_whatever_their_order() {
        lowerRemainingUses.after(List.of(redeemed(code, BUS, 1), redeemed(code, BUS, 0)));
        assertSeen("partially_redeemed", 0, 1);
        code = neighbours.buyOne(buyer);
        lowerRemainingUses.after(List.of(redeemed(code, BUS, 0), redeemed(code, BUS, 1), redeemed(code, FERRY, 0)));
        assertSeen("used", 0, 0);
    }

    @Test
    void redemptions_that_are_told_at_once_lower_each_ticket_and_function_by_itself() {
        var two = neighbours.buy(buyer, 2).tickets();
        var other = two.getLast().ticketCode();
        lowerRemainingUses.after(List.of(
                redeemed(two.getFirst().ticketCode(), BUS, 0),
                redeemed("TK-0000-0000-0010-*", BUS, 0),
                redeemed(code, FERRY, 0),
                redeemed(other, BUS, 1)));
        assertSeen("partially_redeemed", 2, 0);
        code = two.getFirst().ticketCode();
        assertSeen("partially_redeemed", 0, 1);
        code = other;
        assertSeen("partially_redeemed", 1, 1);
    }

    @Test
    void a_refused_scan_takes_nothing() {
        neighbours.tell(new ScanRejected(
                UUID.randomUUID(),
                code,
                "bus",
                "alice",
                1L,
                "north-pier",
                "gate-1",
                UUID.randomUUID().toString(),
                "ALREADY_REDEEMED",
                0,
                Instant.now()));
        assertSeen("active", 2, 1);
    }

    @Test
    void other_tickets_of_the_order_keep_their_uses() {
        var two = neighbours.buy(buyer, 2);
        neighbours.tell(redeemed(two.tickets().getFirst().ticketCode(), BUS, 0));
        code = two.tickets().getLast().ticketCode();
        assertSeen("active", 2, 1);
    }

    @Test
    void a_redemption_of_a_ticket_that_is_not_here_stops_nothing() {
        neighbours.tell(redeemed("TK-0000-0000-0010-*", BUS, 0));
        neighbours.tell(redeemed(code, BUS, 1));
        assertSeen("partially_redeemed", 1, 1);
    }

    private void assertSeen(String status, int bus, int ferry) {
        given().header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .get("/qr/{code}/info", code)
                .then()
                .statusCode(200)
                .body("status", equalTo(status))
                .body("entitlements.remaining_uses", contains(bus, ferry));
    }
}
