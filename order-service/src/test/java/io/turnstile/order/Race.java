package io.turnstile.order;

import io.turnstile.platform.testing.AtOnce;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Several who set about something in the same moment, give or take a transaction's length, and all get it done. */
final class Race {
    /** About as long as a transaction takes, so that any of them may be the first. */
    private static final long LONGEST_HEAD_START = Duration.ofMillis(4).toNanos();

    private Race() {}

    static void of(Runnable... contenders) {
        AtOnce.call(contenders.length, number -> {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_HEAD_START));
            contenders[number].run();
            return number;
        });
    }
}
