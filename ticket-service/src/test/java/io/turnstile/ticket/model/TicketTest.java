package io.turnstile.ticket.model;

import static io.turnstile.ticket.model.TicketStatus.ACTIVE;
import static io.turnstile.ticket.model.TicketStatus.EXPIRED;
import static io.turnstile.ticket.model.TicketStatus.PARTIALLY_REDEEMED;
import static io.turnstile.ticket.model.TicketStatus.USED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TicketTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);

    @Test
    void a_ticket_is_good_from_its_issue_on() {
        var ticket = ticket(null, new Entitlement("bus", "Bus", 2, 2));
        assertEquals(NOW, ticket.validFrom);
        assertEquals(NOW.plus(MONTH), ticket.validUntil);
    }

    @Test
    void a_ticket_is_not_good_before_its_product_says_so() {
        var season = NOW.plus(Duration.ofDays(100));
        var ticket = ticket(season, new Entitlement("bus", "Bus", 2, 2));
        assertEquals(season, ticket.validFrom);
        assertEquals(season.plus(MONTH), ticket.validUntil);
        assertTrue(ticket.isShowable(NOW));
    }

    @Test
    void a_season_that_has_begun_does_not_shorten_the_ticket() {
        assertEquals(NOW, ticket(NOW.minusSeconds(1), new Entitlement("bus", "Bus", 2, 2)).validFrom);
    }

    @Test
    void the_status_follows_the_uses() {
        assertEquals(ACTIVE, statusNow(new Entitlement("bus", "Bus", 2, 2), new Entitlement("ferry", "Ferry", 1, 1)));
        assertEquals(
                PARTIALLY_REDEEMED,
                statusNow(new Entitlement("bus", "Bus", 2, 1), new Entitlement("ferry", "Ferry", 1, 1)));
        assertEquals(
                PARTIALLY_REDEEMED,
                statusNow(new Entitlement("bus", "Bus", 2, 0), new Entitlement("ferry", "Ferry", 1, 1)));
        assertEquals(USED, statusNow(new Entitlement("bus", "Bus", 2, 0), new Entitlement("ferry", "Ferry", 1, 0)));
    }

    @Test
    void a_ticket_expires_at_the_very_end_of_its_validity() {
        var ticket = ticket(null, new Entitlement("bus", "Bus", 2, 1));
        assertEquals(PARTIALLY_REDEEMED, ticket.status(ticket.validUntil.minusNanos(1)));
        assertEquals(EXPIRED, ticket.status(ticket.validUntil));
        assertFalse(ticket.isShowable(ticket.validUntil));
    }

    @Test
    void a_used_ticket_does_not_expire() {
        var ticket = ticket(null, new Entitlement("bus", "Bus", 2, 0));
        assertEquals(USED, ticket.status(ticket.validUntil));
        assertFalse(ticket.isShowable(NOW));
    }

    private static TicketStatus statusNow(Entitlement... entitlements) {
        return ticket(null, entitlements).status(NOW);
    }

    private static Ticket ticket(Instant notBefore, Entitlement... entitlements) {
        var purchase =
                new Ticket.Purchase(UUID.randomUUID(), "mia", 101, "Island day package", Arrays.asList(entitlements));
        return Ticket.issue(purchase, notBefore, MONTH, NOW);
    }
}
