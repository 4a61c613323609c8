package io.turnstile.reporting.model;

import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What scans are counted by.
 *
 * @param dimensions not both {@code HOUR} and {@code DAY}: an hour has one day
 * @param zone whose hours and days are meant
 */
public record Grouping(Set<Dimension> dimensions, ZoneId zone) {
    public Grouping {
        if (dimensions.containsAll(EnumSet.of(Dimension.HOUR, Dimension.DAY))) {
            throw new IllegalArgumentException("hour and day exclude each other");
        }
    }

    boolean has(Dimension dimension) {
        return dimensions.contains(dimension);
    }

    /** The window cut where one hour or day ends and the next one starts; in one piece where time does not group. */
    List<Slice> slices(Window window) {
        if (has(Dimension.HOUR)) {
            return Period.HOUR.slices(window, zone);
        }
        return has(Dimension.DAY) ? Period.DAY.slices(window, zone) : List.of(new Slice(null, window));
    }
}
