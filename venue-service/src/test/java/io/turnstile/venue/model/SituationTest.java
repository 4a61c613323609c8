package io.turnstile.venue.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.turnstile.venue.model.Judgement.Admit;
import io.turnstile.venue.model.Judgement.KeyReused;
import io.turnstile.venue.model.Judgement.NotAssigned;
import io.turnstile.venue.model.Judgement.Refuse;
import io.turnstile.venue.model.Judgement.Repeated;
import io.turnstile.venue.model.Judgement.TokenRevoked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Of all that is wrong with a scan, the first in the order of the checks decides. */
class SituationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration LEEWAY = Duration.ofSeconds(2);

    /**
     * @param faults one bit for each thing that can be wrong, in the order of the checks
     * @param dated whether an invalid QR is dated in the future rather than unreadable
     */
    @Property(tries = 5_000)
    void the_first_fault_decides(@ForAll @IntRange(max = 0x1FFF) int faults, @ForAll boolean dated) {
        assertEquals(expected(faults), name(situation(faults).judge(scan(faults, dated), NOW, LEEWAY)));
    }

    @Example
    void a_qr_from_the_future_is_none_of_ours_beyond_the_leeway() {
        assertEquals("ADMIT", name(situation(0).judge(issuedAt(NOW.plus(LEEWAY)), NOW, LEEWAY)));
        assertEquals(
                "QR_INVALID", name(situation(0).judge(issuedAt(NOW.plus(LEEWAY).plusMillis(1)), NOW, LEEWAY)));
        assertEquals("QR_INVALID", name(situation(0).judge(issuedAt(Instant.MAX), NOW, LEEWAY)));
    }

    @Example
    void a_qr_from_the_distant_past_is_expired() {
        var scan = scan(new ShownQr.Genuine("jti", "TK-1", Instant.MIN, Instant.MIN.plusSeconds(60)));
        assertEquals("QR_EXPIRED", name(situation(0).judge(scan, NOW, LEEWAY)));
    }

    private static String expected(int faults) {
        var order = List.of(
                "TOKEN_REVOKED",
                "KEY_REUSED",
                "QR_INVALID",
                "QR_EXPIRED",
                "VENUE_NOT_FOUND",
                "NOT_ASSIGNED",
                "WRONG_VENUE_FUNCTION",
                "TICKET_NOT_FOUND",
                "TICKET_NOT_YET_VALID",
                "TICKET_EXPIRED",
                "WRONG_FUNCTION",
                "ALREADY_REDEEMED",
                "NO_REMAINING");
        for (var i = 0; i < order.size(); i++) {
            if (wrong(faults, i)) {
                return order.get(i);
            }
        }
        return "ADMIT";
    }

    private static boolean wrong(int faults, int bit) {
        return (faults >> bit & 1) == 1;
    }

    private static Situation situation(int faults) {
        var entitlement = new Entitlement(wrong(faults, 10) ? "bus" : "ferry", "A ride", wrong(faults, 12) ? 0 : 1, 1);
        var ticket = new Ticket(
                "TK-1",
                UUID.randomUUID(),
                101,
                "Pass",
                NOW.plus(LEEWAY).plusMillis(wrong(faults, 8) ? 1 : 0),
                NOW.minus(LEEWAY).plusMillis(wrong(faults, 9) ? 0 : 1),
                List.of(entitlement));
        return new Situation(
                !wrong(faults, 0),
                wrong(faults, 4) ? null : new Gate(1, "pier", "Pier", !wrong(faults, 5), !wrong(faults, 6)),
                wrong(faults, 7) ? null : ticket,
                wrong(faults, 11) ? new Situation.Redeemed(NOW, "Pier") : null,
                wrong(faults, 1) ? new Situation.Earlier("other", null) : null);
    }

    private static Scan scan(int faults, boolean dated) {
        if (wrong(faults, 2) && !dated) {
            return scan(new ShownQr.Unreadable());
        }
        var issuedAt = NOW.plus(LEEWAY).plusMillis(wrong(faults, 2) ? 1 : 0);
        var expiresAt = NOW.minus(LEEWAY).plusMillis(wrong(faults, 3) ? 0 : 1);
        return scan(new ShownQr.Genuine("jti", "TK-1", issuedAt, expiresAt));
    }

    private static Scan issuedAt(Instant time) {
        return scan(new ShownQr.Genuine("jti", "TK-1", time, Instant.MAX));
    }

    private static Scan scan(ShownQr qr) {
        return new Scan("sam", 0, "scan", "this", qr, "ferry", "pier", null);
    }

    private static String name(Judgement judgement) {
        return switch (judgement) {
            case TokenRevoked _ -> "TOKEN_REVOKED";
            case KeyReused _ -> "KEY_REUSED";
            case NotAssigned _ -> "NOT_ASSIGNED";
            case Refuse(var verdict) -> verdict.reason().name();
            case Admit _ -> "ADMIT";
            case Repeated _ -> "REPEATED";
        };
    }
}
