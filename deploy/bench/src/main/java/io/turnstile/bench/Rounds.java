package io.turnstile.bench;

import java.util.List;

/**
 * A latency that was measured in several rounds. The median of the rounds stands for all of them, so a round that something
 * else on the machine disturbed does not count.
 */
public record Rounds(List<Latencies> rounds) {

    /** @param percentile such as 99; @return milliseconds */
    public double millis(double percentile) {
        return Numbers.median(
                rounds.stream().mapToDouble(round -> round.millis(percentile)).toArray());
    }

    /** As if they had been one. */
    public Latencies together() {
        var all = new Latencies();
        rounds.forEach(all::addAll);
        return all;
    }

    /** How many times the floor this takes, percentile against percentile. */
    public Line against(Rounds floors, double percentile, Target target, String row, String measure, String remark) {
        var product = millis(percentile);
        var floor = floors.millis(percentile);
        return target.line(
                row,
                "%s, p%.0f".formatted(measure, percentile),
                Numbers.text(product, "ms"),
                Numbers.text(floor, "ms"),
                product / floor,
                remark);
    }
}
