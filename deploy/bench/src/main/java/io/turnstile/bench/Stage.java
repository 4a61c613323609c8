package io.turnstile.bench;

import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;

/**
 * What the rows stand on.
 *
 * @param rounds how often product and floor are measured, in turn
 * @param seconds of one measurement
 * @param quick for trying the bench out: smaller amounts, figures that mean little
 * @param loaded services to which much was sent
 */
public record Stage(
        Suite suite,
        Wrk wrk,
        Pgbench pgbench,
        Streams streams,
        Plots plots,
        int rounds,
        int seconds,
        boolean quick,
        Set<String> loaded) {
    private static final int WARM_UPS = 20;
    private static final int WINDOW_SECONDS = 2;
    private static final double GROWING = 1.05;
    private static final int LEVEL = 4;

    /** Medians of what was measured in turn: A B A B. */
    public record Turns(double product, double floor) {
        public double ratio() {
            return product / floor;
        }
    }

    public Turns inTurn(DoubleSupplier product, DoubleSupplier floor) {
        var products = new double[rounds];
        var floors = new double[rounds];
        for (var round = 0; round < rounds; round++) {
            products[round] = product.getAsDouble();
            floors[round] = floor.getAsDouble();
        }
        return new Turns(Numbers.median(products), Numbers.median(floors));
    }

    /** @param perSecond what the suite does */
    public record Throughput(double perSecond, Line line) {}

    /**
     * A throughput in turn with that of PostgreSQL alone, while the connectors are held.
     *
     * @param floor lays the floor and gives what measures it; not asked where pgbench is missing
     */
    public Throughput besidePostgres(Row row, Target target, DoubleSupplier product, Supplier<DoubleSupplier> floor) {
        if (!pgbench.isThere()) {
            var alone = product.getAsDouble();
            return new Throughput(
                    alone, target.skipped(row.name(), row.what(), Numbers.text(alone, "req/s"), Pgbench.MISSING));
        }
        var turns = inTurn(product, floor.get());
        var line = target.line(
                row.name(),
                row.what(),
                Numbers.text(turns.product(), "req/s"),
                Numbers.text(turns.floor(), "tps"),
                turns.ratio(),
                "connectors held");
        return new Throughput(turns.product(), line);
    }

    /** Much was sent to the service, so that most of what it runs is compiled. */
    public void loaded(String service) {
        loaded.add(service);
    }

    public boolean isLoaded(String service) {
        return loaded.contains(service);
    }

    /**
     * Measures until it has not grown for some rounds: what runs on a JVM is compiled while it is used, which takes minutes
     * on a slow machine, and is measured as it is on a busy day and not after its first thousand requests. A service to which
     * much was sent before is warm but for a little, and is found to be level sooner.
     *
     * @param product measured for so many seconds
     * @return the best of them
     */
    public double warmUp(String service, IntToDoubleFunction product) {
        var enough = isLoaded(service) ? LEVEL / 2 : LEVEL;
        var best = 0.0;
        var level = 0;
        for (var window = 0; window < (quick ? 2 : WARM_UPS) && level < enough; window++) {
            var next = product.applyAsDouble(WINDOW_SECONDS);
            level = next < best * GROWING ? level + 1 : 0;
            best = Math.max(best, next);
        }
        loaded(service);
        return best;
    }

    /** The amount in a real run, and a hundredth of it in a quick one. */
    public int amount(int full) {
        return quick ? Math.max(1, full / 100) : full;
    }
}
