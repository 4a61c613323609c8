package io.turnstile.bench;

import java.util.ArrayList;
import java.util.List;

/** How many events are under way, as it was seen now and then while they were written at a steady rate. */
public final class Backlog {
    private record Look(long atNanos, long events) {}

    private final List<Look> looks = new ArrayList<>();

    /** @param atNanos since the first event; never less than the time before */
    public void add(long atNanos, long events) {
        looks.add(new Look(atNanos, events));
    }

    /** Mean over a tenth of the time around the middle of it. */
    public double middle() {
        return mean(0.45, 0.55);
    }

    /** Mean over the last tenth of the time. */
    public double end() {
        return mean(0.9, 1);
    }

    private double mean(double from, double to) {
        var length = looks.getLast().atNanos();
        return looks.stream()
                .filter(look -> look.atNanos() >= from * length && look.atNanos() <= to * length)
                .mapToLong(Look::events)
                .average()
                .orElseThrow(() -> new BenchException("too few looks at the backlog"));
    }
}
