package io.turnstile.venue.usecase;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.Interceptor;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Passwords as bcrypt hashes. Each check costs the same rounds of bcrypt, whether there is such an account or not and
 * whatever its hash once cost, so that the time tells nobody who has an account here.
 */
// Before anything is consumed or served.
@Startup(Interceptor.Priority.PLATFORM_BEFORE)
@ApplicationScoped
public class Passwords {
    private static final int LOWEST_COST = 10;
    /** Seconds of a processor; more is a slip of the finger. */
    private static final int HIGHEST_COST = 15;

    /** In bytes of UTF-8: bcrypt does not look at more. */
    private static final int MAX_BYTES = 72;

    /** Salt and hash in bcrypt's own base 64; no password is known to have it. */
    private static final String NOBODY = ".".repeat(53);

    private final int cost;
    private final HashingTurns turns;
    private final MeterRegistry metrics;

    /** @throws ConfigurationException in one line, for it is all that the log then shows */
    Passwords(
            @ConfigProperty(name = "turnstile.password.bcrypt-cost") int cost,
            HashingTurns turns,
            MeterRegistry metrics) {
        if (cost < LOWEST_COST || cost > HIGHEST_COST) {
            throw new ConfigurationException(
                    "turnstile.password.bcrypt-cost is not from %d to %d".formatted(LOWEST_COST, HIGHEST_COST));
        }
        this.cost = cost;
        this.turns = turns;
        this.metrics = metrics;
        metrics.gauge("turnstile.bcrypt.waiting", turns, HashingTurns::waiting);
    }

    /** Whether bcrypt sees all of it. */
    static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    /** Whether UTF-8 has it as it is: half a surrogate pair would become a question mark. */
    static boolean canBeWritten(String password) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(password);
    }

    /** @throws TryLaterException while too many others wait */
    String hash(String password) {
        return turns.take(true, () -> measured(cost, () -> BcryptUtil.bcryptHash(password, cost)));
    }

    /** @return empty while others wait for their turn */
    Optional<String> hashIfNobodyWaits(String password) {
        return turns.takeIfFree(() -> measured(cost, () -> BcryptUtil.bcryptHash(password, cost)));
    }

    /**
     * @param hash null for an account that does not exist
     * @param known whether the account was used from there before
     * @throws TryLaterException while too many others wait
     */
    boolean matches(String password, String hash, boolean known) {
        var equal =
                turns.take(known, () -> hash == null ? equal(password, nobody(cost)) : asDearAsToday(password, hash));
        // A longer one would match by its first bytes alone, a broken one by its question marks.
        return equal && hash != null && fits(password) && canBeWritten(password);
    }

    /** Whether the hash of a right password should be replaced by one of today's cost. */
    boolean isOutdated(String hash) {
        return costOf(hash) != cost;
    }

    /** A hash of lower cost c is checked in 2^c rounds; 2^c + 2^(c+1) + … more make them 2^cost in all. */
    private boolean asDearAsToday(String password, String hash) {
        var equal = equal(password, hash);
        for (var missing = costOf(hash); missing < cost; missing++) {
            equal(password, nobody(missing));
        }
        return equal;
    }

    private boolean equal(String password, String hash) {
        return measured(costOf(hash), () -> BcryptUtil.matches(password, hash));
    }

    private <T> T measured(int cost, Supplier<T> work) {
        return metrics.timer("turnstile.bcrypt", "cost", Integer.toString(cost)).record(work);
    }

    /** As {@code $2a$11$} and salt and hash. */
    private static int costOf(String hash) {
        return Integer.parseInt(hash.substring(4, 6));
    }

    private static String nobody(int cost) {
        return "$2a$%02d$".formatted(cost) + NOBODY;
    }
}
