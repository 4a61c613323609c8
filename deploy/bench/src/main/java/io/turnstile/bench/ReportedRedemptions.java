package io.turnstile.bench;

import io.turnstile.contracts.event.Stream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Writes redemptions into venue-service's outbox and counts how many of them have come to the report's table. */
public final class ReportedRedemptions implements AutoCloseable {
    private static final String COUNT = "SELECT count(*) FROM redemption WHERE ts >= ? AND ts < ?";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(20);
    /** Each count reads all that has arrived: more of them would be a load of their own, which the floor does not have. */
    private static final int PAUSE_PER_COUNT = 20;

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONG_LOOK = Duration.ofMillis(100);

    private final Suite suite;
    private final int perCommit;
    private final OutboxWriter outbox;
    private final Connection connection;
    private final PreparedStatement count;

    public ReportedRedemptions(Suite suite, int perCommit) {
        this.suite = suite;
        this.perCommit = perCommit;
        this.outbox = new OutboxWriter(suite, "venue_service", "outbox", Stream.REDEMPTIONS.topic());
        this.connection = suite.database("reporting_service");
        try {
            this.count = connection.prepareStatement(COUNT);
        } catch (SQLException e) {
            throw new BenchException("the report cannot be read", e);
        }
    }

    /**
     * Writes as fast as it goes. Comes back when ticket-service has heard of all too: whatever is measured next must not run
     * beside what is left of this.
     *
     * @return from before the first commit until all are there
     */
    public Duration fill(Redemptions redemptions) {
        var events = redemptions.events();
        var heardBefore = heardByTickets();
        var begin = System.nanoTime();
        var written = Aside.run(() -> outbox.write(events, perCommit));
        awaitAll(redemptions);
        var taken = Duration.ofNanos(System.nanoTime() - begin);
        written.result();
        await(() -> heardByTickets() >= heardBefore + events.size(), LONG_LOOK, "in ticket-service");
        return taken;
    }

    /** Writes so many per second, and comes back when all are there. */
    public Backlog follow(Redemptions redemptions, double perSecond) {
        var events = redemptions.events();
        var backlog = new Backlog();
        var before = outbox.committed();
        var begin = System.nanoTime();
        var written = Aside.run(() -> outbox.write(events, perCommit, perSecond));
        while (!written.isDone()) {
            var asked = System.nanoTime();
            // First what has arrived: the other way round there could be more of it than was written.
            var arrived = arrived(redemptions);
            backlog.add(System.nanoTime() - begin, outbox.committed() - before - arrived);
            pause(LOOK, asked);
        }
        written.result();
        awaitAll(redemptions);
        return backlog;
    }

    private void awaitAll(Redemptions redemptions) {
        await(() -> arrived(redemptions) >= redemptions.count(), LOOK, "in the report");
    }

    private static void await(BooleanSupplier there, Duration look, String where) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var asked = System.nanoTime(); !there.getAsBoolean(); asked = System.nanoTime()) {
            if (System.nanoTime() > deadline) {
                throw new BenchException(
                        "after %d s not all redemptions are %s".formatted(PATIENCE.toSeconds(), where));
            }
            pause(look, asked);
        }
    }

    /** Not for long after a look that took long because the machine stood still: the next must come in its tenth of the time. */
    private static void pause(Duration look, long asked) {
        var pause = Math.min(PAUSE_PER_COUNT * (System.nanoTime() - asked), LONGEST_PAUSE.toNanos());
        LockSupport.parkNanos(Math.max(look.toNanos(), pause));
    }

    private long heardByTickets() {
        return suite.count("ticket_service", "SELECT count(*) FROM inbox");
    }

    private long arrived(Redemptions redemptions) {
        try {
            count.setObject(1, redemptions.begin().atOffset(ZoneOffset.UTC));
            count.setObject(2, redemptions.end().atOffset(ZoneOffset.UTC));
            try (var row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new BenchException("the report cannot be read", e);
        }
    }

    @Override
    public void close() {
        try (connection) {
            outbox.close();
        } catch (SQLException e) {
            throw new BenchException("a connection could not be closed", e);
        }
    }
}
