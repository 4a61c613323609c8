package io.turnstile.bench;

import java.time.Duration;
import java.util.Arrays;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long things took, in microseconds, three digits of it. */
public final class Latencies {
    private final Histogram histogram = new ConcurrentHistogram(3);

    public void add(Duration taken) {
        addMicros(taken.toNanos() / 1_000);
    }

    public void addMicros(long micros) {
        histogram.recordValue(Math.max(0, micros));
    }

    void addAll(Latencies others) {
        histogram.add(others.histogram);
    }

    public long count() {
        return histogram.getTotalCount();
    }

    /** @param percentile such as 99.9; @return milliseconds */
    public double millis(double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1_000.0;
    }

    /** The distribution at these percentiles, in milliseconds. */
    public double[] millis(double... percentiles) {
        return Arrays.stream(percentiles).map(this::millis).toArray();
    }
}
