package io.turnstile.bench.rows;

import io.turnstile.bench.BenchException;
import io.turnstile.bench.Line;
import io.turnstile.bench.Numbers;
import io.turnstile.bench.Pier;
import io.turnstile.bench.Rounds;
import io.turnstile.bench.Row;
import io.turnstile.bench.Stage;
import io.turnstile.bench.Supply;
import io.turnstile.bench.Target;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Guests at a gate, each with another ticket. The floor is one statement: decrement, redemption and outbox row. The
 * connectors are held meanwhile, for both.
 */
public final class ScanRow implements Row {
    private static final String SERVICE = "venue-service";
    private static final String DATABASE = "venue_service";
    private static final int CONNECTIONS = 16;
    private static final int FLOOR_PER_SECOND = 25_000;
    private static final Target THROUGHPUT = Target.atLeast(0.35);
    private static final Target HALF_RATE = Target.atMost(25, "ms");

    private final Supply supply = new Supply();

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public String what() {
        return "POST /venue/scan at venue-service, distinct tickets, 16 connections";
    }

    @Override
    public List<Line> measure(Stage stage) {
        stage.streams().hold();
        var pier = new Pier(stage.suite());
        stage.warmUp(SERVICE, seconds -> throughput(stage, pier, seconds));
        var full = stage.besidePostgres(
                this, THROUGHPUT, () -> throughput(stage, pier, stage.seconds()), () -> layFloor(stage));
        return List.of(full.line(), atHalfRate(stage, pier, full.perSecond() / 2));
    }

    private double throughput(Stage stage, Pier pier, int seconds) {
        var answers = supply.send(stage.wrk(), stage.suite().service(SERVICE), CONNECTIONS, seconds, pier::scans);
        stage.plots().add(name(), "at full rate", answers.millis());
        return answers.perSecond();
    }

    private DoubleSupplier layFloor(Stage stage) {
        var tickets = stage.rounds() * stage.seconds() * FLOOR_PER_SECOND;
        stage.suite().execute(DATABASE, """
                DROP SCHEMA IF EXISTS floor CASCADE;
                CREATE SCHEMA floor;
                CREATE TABLE floor.entitlements (LIKE public.entitlements INCLUDING ALL) WITH (fillfactor = 80);
                CREATE TABLE floor.redemptions (LIKE public.redemptions INCLUDING ALL);
                CREATE TABLE floor.outbox (LIKE public.outbox INCLUDING ALL);
                CREATE SEQUENCE floor.scans CACHE 100;
                INSERT INTO floor.entitlements
                SELECT 'b' || substr(md5(n::text), 1, 20), 'ferry', 'Ferry crossing', 1, 1 FROM generate_series(1, %d) n;
                ANALYZE floor.entitlements;
                """.formatted(tickets));
        return () -> floor(stage);
    }

    private double floor(Stage stage) {
        var floor = stage.pgbench().run(DATABASE, "/floor/scan.sql", 0, CONNECTIONS, stage.seconds());
        requireFloorDone(stage);
        stage.plots().add(name(), "floor", floor.latencies());
        return floor.perSecond();
    }

    /** A floor that found no ticket would be too fast. */
    private static void requireFloorDone(Stage stage) {
        var missed = stage.suite().count(DATABASE, """
                SELECT ((SELECT last_value FROM floor.scans) > (SELECT count(*) FROM floor.entitlements))::int
                """);
        if (missed != 0) {
            throw new BenchException("the floor ran out of tickets");
        }
    }

    /**
     * The median of some windows stands for them; the first one warms up what a steady rate needs. The QRs are made before:
     * two processors have no time for it beside the scans. Beside it what PostgreSQL alone makes of that rate: a disk that
     * stands still for a moment is in both.
     */
    private Line atHalfRate(Stage stage, Pier pier, double perSecond) {
        var count = 1 + 2 * stage.rounds();
        var scans = pier.scans((int) (count * perSecond * stage.seconds())).toList();
        var windows = stage.wrk().paced(stage.suite().service(SERVICE), CONNECTIONS, perSecond, scans, count);
        stage.plots().add(name(), "at half the rate", windows.getLast());
        var rounds = new Rounds(windows.subList(1, count));
        return HALF_RATE.line(
                name(),
                "p99 at half the rate",
                text(rounds),
                stage.pgbench().isThere() ? floorAt(stage, perSecond, count) : "–",
                rounds.millis(99),
                "%s; median of %d windows".formatted(Numbers.text(perSecond, "req/s"), count - 1));
    }

    private String floorAt(Stage stage, double perSecond, int count) {
        var windows =
                stage.pgbench().paced(DATABASE, "/floor/scan.sql", CONNECTIONS, perSecond, count, stage.seconds());
        requireFloorDone(stage);
        stage.plots().add(name(), "floor at half the rate", windows.getLast());
        return text(new Rounds(windows.subList(1, count)));
    }

    private static String text(Rounds rounds) {
        return "p50 %s, p99 %s".formatted(Numbers.text(rounds.millis(50), "ms"), Numbers.text(rounds.millis(99), "ms"));
    }
}
