package io.turnstile.venue.usecase;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.turnstile.venue.model.LoginLimits;
import io.turnstile.venue.model.LoginPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How often an account is tried from one place, right or wrong: each try costs a bcrypt. In memory, where a request that
 * is refused costs next to nothing: each replica counts for itself, and what one forgets when it is restarted it counts
 * anew. What stops guessing are the failures in {@link LoginPlaces}, which all replicas share.
 */
@ApplicationScoped
class LoginRate {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** So many names and places that are tried within a minute take 10 MB, however long the names are. */
    private static final int MOST_COUNTED = 20_000;

    private final Cache<Tried, Minute> minutes = Caffeine.newBuilder()
            .expireAfterWrite(MINUTE)
            .maximumSize(MOST_COUNTED)
            .build();
    private final Clock clock;
    private final int perMinute;

    LoginRate(LoginLimits limits, Clock clock) {
        this.perMinute = limits.perMinute();
        this.clock = clock;
    }

    private record Tried(String username, String place) {}

    private record Minute(Instant end, int requests) {
        Minute next() {
            return new Minute(end, requests + 1);
        }
    }

    /** @throws TryLaterException until the minute of the first request is over, when there were too many */
    void count(String username, String place) {
        var now = clock.instant();
        var minute = minutes.asMap()
                .compute(
                        new Tried(username, place),
                        (_, earlier) -> earlier == null || !now.isBefore(earlier.end())
                                ? new Minute(now.plus(MINUTE), 1)
                                : earlier.next());
        if (minute.requests() > perMinute) {
            throw TryLaterException.tooOften(Duration.between(now, minute.end()));
        }
    }
}
