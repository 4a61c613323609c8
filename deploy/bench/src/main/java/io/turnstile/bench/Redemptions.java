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
                uuidv7(begin.toEpochMilli()),
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

    /** RFC 9562: ids that grow with time fill an index at its end, as the real ones do. */
    private static UUID uuidv7(long millis) {
        var random = ThreadLocalRandom.current();
        var high = millis << 16 | 0x7000 | random.nextInt(0x1000);
        var low = random.nextLong() >>> 2 | 1L << 63;
        return new UUID(high, low);
    }
}
