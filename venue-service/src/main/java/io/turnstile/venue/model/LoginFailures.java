package io.turnstile.venue.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** Failed logins by user name, in the database because the next guess may come to another replica. */
@ApplicationScoped
public class LoginFailures {
    private static final String LOCKED_UNTIL =
            "SELECT locked_until FROM login_failures WHERE username = ? AND locked_until > ?";

    /** One statement, so that guesses at the same time are all counted. */
    private static final String ADD = """
            WITH attempt AS (
                SELECT ?::text AS username, ?::timestamptz AS now, ?::timestamptz AS window_start,
                       ?::timestamptz AS lock_end, ?::int AS allowed
            )
            INSERT INTO login_failures AS f (username, failures, since)
            SELECT username, 1, now FROM attempt
            ON CONFLICT (username) DO UPDATE SET
                failures = CASE WHEN f.since < (SELECT window_start FROM attempt) THEN 1 ELSE f.failures + 1 END,
                since = CASE WHEN f.since < (SELECT window_start FROM attempt) THEN excluded.since ELSE f.since END,
                locked_until = CASE WHEN f.since >= (SELECT window_start FROM attempt)
                                     AND f.failures + 1 >= (SELECT allowed FROM attempt)
                                    THEN (SELECT lock_end FROM attempt) END
            """;

    private final Database database;

    LoginFailures(DataSource dataSource) {
        this.database = new Database(dataSource);
    }

    /**
     * How many failures lock an account.
     *
     * @param allowed so many failures lock the account
     * @param window failures longer ago than this are forgotten
     * @param lock how long the account is then locked; each further failure within the window locks it anew
     */
    public record Limit(int allowed, Duration window, Duration lock) {}

    /** @return the end of the lock; empty where there is none */
    public Optional<Instant> lockedUntil(String username, Instant now) {
        return database.first(
                LOCKED_UNTIL, Parameters.of(username).and(now), row -> Database.instant(row, "locked_until"));
    }

    public void add(String username, Instant now, Limit limit) {
        database.update(
                ADD,
                Parameters.of(username)
                        .and(now)
                        .and(now.minus(limit.window()))
                        .and(now.plus(limit.lock()))
                        .and((Integer) limit.allowed()));
    }

    public void forget(String username) {
        database.update("DELETE FROM login_failures WHERE username = ?", Parameters.of(username));
    }

    /** Removes what no longer counts. */
    public void forgetOlderThan(Instant start, Instant now) {
        database.update(
                "DELETE FROM login_failures WHERE since < ? AND (locked_until IS NULL OR locked_until < ?)",
                Parameters.of().and(start).and(now));
    }
}
