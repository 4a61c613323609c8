package io.turnstile.bench;

import java.util.SplittableRandom;
import java.util.UUID;

/** Ids like those of the services. The same seed gives the same id, so rows that belong together need not be remembered. */
final class Ids {
    private Ids() {}

    /**
     * Version 7 of RFC 9562: ids that grow with time fill an index at its end.
     *
     * @param millis since 1970
     */
    static UUID uuidv7(long millis, long seed) {
        var random = new SplittableRandom(seed);
        var high = millis << 16 | 0x7000 | random.nextInt(0x1000);
        var low = random.nextLong() >>> 2 | 1L << 63;
        return new UUID(high, low);
    }

    static UUID random(long seed) {
        var random = new SplittableRandom(seed);
        return new UUID(random.nextLong(), random.nextLong());
    }
}
