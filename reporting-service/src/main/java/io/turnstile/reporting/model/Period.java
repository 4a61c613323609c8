package io.turnstile.reporting.model;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Hours or days as the clocks of a time zone show them. Where clocks change, a day has 23 or 25 hours, and of two hours
 * with the same name each stands alone, told apart by its offset.
 */
enum Period {
    /** Zones lie whole quarters of an hour apart, so no hour begins between two quarters. */
    HOUR(Duration.ofMinutes(15)) {
        @Override
        ZonedDateTime startOf(ZonedDateTime time) {
            return time.truncatedTo(ChronoUnit.HOURS);
        }
    },
    /** Where clocks change at midnight, the day starts with the first time that it has. */
    DAY(Duration.ofHours(6)) {
        @Override
        ZonedDateTime startOf(ZonedDateTime time) {
            return time.toLocalDate().atStartOfDay(time.getZone());
        }
    };

    /** Shorter than any such period, so that walking in such steps leaves none out. */
    private final Duration step;

    Period(Duration step) {
        this.step = step;
    }

    abstract ZonedDateTime startOf(ZonedDateTime time);

    /** The window cut where one period ends and the next one starts, ascending. */
    List<Slice> slices(Window window, ZoneId zone) {
        var starts = starts(window, zone);
        var slices = new ArrayList<Slice>();
        for (var i = 0; i < starts.size(); i++) {
            var from = i == 0 ? window.from() : starts.get(i).toInstant();
            var to = i == starts.size() - 1 ? window.to() : starts.get(i + 1).toInstant();
            slices.add(new Slice(starts.get(i).toOffsetDateTime(), new Window(from, to)));
        }
        return slices;
    }

    private List<ZonedDateTime> starts(Window window, ZoneId zone) {
        var times = Stream.iterate(
                startOf(window.from().atZone(zone)),
                time -> time.toInstant().isBefore(window.to()),
                time -> time.plus(step));
        return Stream.concat(times, Stream.of(window.to().atZone(zone)))
                .map(this::startOf)
                .distinct()
                .toList();
    }
}
