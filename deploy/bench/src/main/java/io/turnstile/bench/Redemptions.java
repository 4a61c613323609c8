package io.turnstile.bench;

import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Redemptions as venue-service tells of them.
 *
 * @param begin of the first; each is a microsecond later than the one before, so that a report of this time holds them alone
 * @param codes of the tickets; used in turn where there are more redemptions than tickets
 */
public record Redemptions(Instant begin, List<String> codes, int count) {

    /** That happened just now. */
    public static Redemptions of(List<String> codes, int count) {
        return new Redemptions(Instant.now().truncatedTo(ChronoUnit.MICROS), codes, count);
    }

    /** Exclusive. */
    public Instant end() {
        return begin.plus(count, ChronoUnit.MICROS);
    }

    public List<TicketRedeemed> events() {
        return IntStream.range(0, count).mapToObj(this::event).toList();
    }

    private TicketRedeemed event(int number) {
        return new TicketRedeemed(
                Ids.uuidv7(begin.toEpochMilli(), ThreadLocalRandom.current().nextLong()),
                codes.get(number % codes.size()),
                UUID.randomUUID(),
                101,
                "ferry",
                "alice",
                2,
                "cheung-chau",
                "gate-3",
                UUID.randomUUID().toString(),
                0,
                1,
                begin.plus(number, ChronoUnit.MICROS));
    }
}
