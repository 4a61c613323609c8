package io.turnstile.bench;

import java.util.function.DoubleSupplier;

/**
 * What the rows stand on.
 *
 * @param rounds how often product and floor are measured, in turn
 * @param seconds of one measurement
 * @param quick for trying the bench out: smaller amounts, figures that mean little
 */
public record Stage(
        Suite suite, Wrk wrk, Pgbench pgbench, Streams streams, Plots plots, int rounds, int seconds, boolean quick) {
    private static final int WARM_UPS = 12;
    private static final double GROWING = 1.05;
    private static final int LEVEL = 3;

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

    /**
     * Measures until it has not grown for some rounds: what runs on a JVM is compiled while it is used, which takes minutes
     * on a slow machine, and is measured as it is on a busy day and not after its first thousand requests.
     */
    public void warmUp(DoubleSupplier product) {
        var best = 0.0;
        var level = 0;
        for (var window = 0; window < (quick ? 2 : WARM_UPS) && level < LEVEL; window++) {
            var next = product.getAsDouble();
            level = next < best * GROWING ? level + 1 : 0;
            best = Math.max(best, next);
        }
    }

    /** The amount in a real run, and a hundredth of it in a quick one. */
    public int amount(int full) {
        return quick ? Math.max(1, full / 100) : full;
    }
}
