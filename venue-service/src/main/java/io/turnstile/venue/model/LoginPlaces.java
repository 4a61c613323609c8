package io.turnstile.venue.model;

import io.turnstile.venue.model.LoginHistory.Failures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/**
 * Where accounts are used from, and where somebody failed to. In the database because the next guess may come to another
 * replica. A place is the pseudonym of a client's address; accounts are the names that were tried, whether they exist or
 * not, so that nothing here tells one from the other.
 */
@ApplicationScoped
public class LoginPlaces {
    /**
     * Places and accounts with too many failures are refused before they fail again: the sums are over few rows. A row
     * counts as a whole until its last failure is old, so the sums are never less than what failed within the window.
     */
    private static final String LOOK = """
            WITH login AS (
                SELECT ?::text AS username, ?::text AS place, ?::timestamptz AS window_start,
                       ?::timestamptz AS known_since
            )
            SELECT here.locked_until, here.last_login_at >= login.known_since AS known,
                   of_account.failures AS account_failures, of_account.oldest AS account_oldest,
                   of_place.failures AS place_failures, of_place.oldest AS place_oldest
              FROM login
              LEFT JOIN login_places here USING (username, place)
              CROSS JOIN LATERAL (SELECT coalesce(sum(failures), 0) AS failures, min(last_failure_at) AS oldest
                                    FROM login_places
                                   WHERE username = login.username AND last_failure_at >= login.window_start) of_account
              CROSS JOIN LATERAL (SELECT coalesce(sum(failures), 0) AS failures, min(last_failure_at) AS oldest
                                    FROM login_places
                                   WHERE place = login.place AND last_failure_at >= login.window_start) of_place
            """;

    /** One statement, so that guesses at the same time are all counted. */
    private static final String ADD_FAILURE = """
            WITH login AS (
                SELECT ?::text AS username, ?::text AS place, ?::timestamptz AS now, ?::timestamptz AS window_start,
                       ?::timestamptz AS lock_end, ?::int AS allowed
            )
            INSERT INTO login_places AS here (username, place, failures, last_failure_at, locked_until)
            SELECT username, place, 1, now, CASE WHEN allowed <= 1 THEN lock_end END FROM login
            ON CONFLICT (username, place) DO UPDATE SET
                failures = CASE WHEN here.last_failure_at >= (SELECT window_start FROM login)
                                THEN here.failures + 1
                                ELSE 1 END,
                last_failure_at = excluded.last_failure_at,
                locked_until = CASE WHEN here.last_failure_at >= (SELECT window_start FROM login)
                                     AND here.failures + 1 >= (SELECT allowed FROM login)
                                    THEN (SELECT lock_end FROM login)
                                    ELSE excluded.locked_until END
            """;

    private static final String REMEMBER = """
            INSERT INTO login_places (username, place, last_login_at)
            VALUES (?, ?, ?)
            ON CONFLICT (username, place) DO UPDATE SET
                failures = 0, last_failure_at = NULL, locked_until = NULL, last_login_at = excluded.last_login_at
            """;

    private static final String FORGET = "DELETE FROM login_places WHERE username = ?";

    private static final String PURGE = """
            DELETE FROM login_places
             WHERE (last_failure_at < ?) IS NOT FALSE
               AND (locked_until < ?) IS NOT FALSE
               AND (last_login_at < ?) IS NOT FALSE
            """;

    private final Database database;
    private final LoginLimits limits;

    LoginPlaces(DataSource dataSource, LoginLimits limits) {
        this.database = new Database(dataSource);
        this.limits = limits;
    }

    public LoginHistory look(String username, String place, Instant now) {
        return database.first(
                        LOOK,
                        Parameters.of(username, place)
                                .and(now.minus(limits.window()))
                                .and(now.minus(limits.knownFor())),
                        LoginPlaces::history)
                .orElseThrow();
    }

    public void addFailure(String username, String place, Instant now) {
        database.update(
                ADD_FAILURE,
                Parameters.of(username, place)
                        .and(now)
                        .and(now.minus(limits.window()))
                        .and(now.plus(limits.lock()))
                        .and((Integer) limits.failures()));
    }

    /** The account was used from there; what failed there before is forgiven. */
    public void remember(String username, String place, Instant now) {
        database.update(REMEMBER, Parameters.of(username, place).and(now));
    }

    /** Lifts the account's locks, and forgets where it was used from: one of the places may be a thief's. */
    public void forget(String username) {
        database.update(FORGET, Parameters.of(username));
    }

    /** Removes what no longer counts. */
    public void forgetOld(Instant now) {
        database.update(
                PURGE, Parameters.of().and(now.minus(limits.window())).and(now).and(now.minus(limits.knownFor())));
    }

    private static LoginHistory history(ResultSet row) throws SQLException {
        return new LoginHistory(
                instantOrNull(row, "locked_until"),
                row.getBoolean("known"),
                new Failures(row.getInt("account_failures"), instantOrNull(row, "account_oldest")),
                new Failures(row.getInt("place_failures"), instantOrNull(row, "place_oldest")));
    }

    private static Instant instantOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class) == null ? null : Database.instant(row, column);
    }
}
