package io.turnstile.reporting.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PeriodTest {
    private static final long START_OF_2020 = 1_577_836_800;
    private static final long START_OF_2040 = 2_208_988_800L;

    @Property(tries = 500)
    void every_time_lies_in_the_slice_of_the_period_that_its_own_clock_shows(
            @ForAll("zones") ZoneId zone,
            @ForAll Period period,
            @ForAll("windows") Window window,
            @ForAll @IntRange(max = 999_999) int millionths) {
        var length = Duration.between(window.from(), window.to());
        var time = window.from().plusMillis(length.toMillis() * millionths / 1_000_000);
        var found = period.slices(window, zone).stream()
                .filter(slice -> !time.isBefore(slice.window().from())
                        && time.isBefore(slice.window().to()))
                .toList();
        assertEquals(1, found.size());
        assertEquals(
                period.startOf(time.atZone(zone)).toOffsetDateTime(),
                found.getFirst().periodStart());
    }

    @Property(tries = 200)
    void slices_fill_the_window_without_a_gap(
            @ForAll("zones") ZoneId zone, @ForAll Period period, @ForAll("windows") Window window) {
        var slices = period.slices(window, zone);
        assertEquals(window.from(), slices.getFirst().window().from());
        assertEquals(window.to(), slices.getLast().window().to());
        for (var i = 1; i < slices.size(); i++) {
            assertEquals(slices.get(i - 1).window().to(), slices.get(i).window().from());
        }
    }

    @Example
    void a_day_without_a_midnight_starts_with_its_first_hour() {
        var window = new Window(Instant.parse("2026-03-29T09:00:00Z"), Instant.parse("2026-03-29T10:00:00Z"));
        assertEquals(
                List.of(new Slice(OffsetDateTime.parse("2026-03-29T01:00:00+03:00"), window)),
                Period.DAY.slices(window, ZoneId.of("Asia/Beirut")));
    }

    @Provide
    Arbitrary<Window> windows() {
        var starts = Arbitraries.longs().between(START_OF_2020, START_OF_2040).map(Instant::ofEpochSecond);
        var lengths = Arbitraries.integers().between(1, 400 * 3_600).map(Duration::ofSeconds);
        return Combinators.combine(starts, lengths).as((start, length) -> new Window(start, start.plus(length)));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList());
    }
}
