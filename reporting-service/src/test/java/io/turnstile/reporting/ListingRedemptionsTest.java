package io.turnstile.reporting;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ListingRedemptionsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Object[] DAY = {"from", "2026-03-01T00:00:00Z", "to", "2026-03-02T00:00:00Z"};

    @Inject
    ReadModel readModel;

    @BeforeEach
    void emptyReport() {
        readModel.empty();
    }

    @Test
    void a_window_takes_in_its_start_and_leaves_out_its_end() {
        var before = TestScan.at("2026-02-28T23:59:59.999999Z");
        var first = TestScan.at("2026-03-01T00:00:00Z");
        var last = TestScan.at("2026-03-01T23:59:59.999999Z");
        var after = TestScan.at("2026-03-02T00:00:00Z");
        readModel.hears(before, first, last, after);
        assertEquals(List.of(last.eventId(), first.eventId()), Analyst.eventIds(DAY));
    }

    @Test
    void windows_side_by_side_hold_every_scan_once_wherever_they_meet() {
        readModel.hears(IntStream.range(0, 10)
                .mapToObj(i -> TestScan.at(NOON.plusNanos(i * 1_000L)))
                .toList());
        // Finer than any stored time: the end of one window is the start of the next all the same.
        var seam = NOON.plusNanos(4_500).toString();
        var older = Analyst.eventIds("from", NOON.toString(), "to", seam);
        var newer = Analyst.eventIds("from", seam, "to", NOON.plusSeconds(1).toString());
        assertEquals(5, older.size());
        assertEquals(5, newer.size());
    }

    @Test
    void an_empty_window_is_allowed_and_holds_nothing() {
        readModel.hears(TestScan.at(NOON));
        assertEquals(List.of(), Analyst.eventIds("from", NOON.toString(), "to", NOON.toString()));
    }

    @Test
    void without_a_window_the_last_24_hours_are_meant() {
        var now = Instant.now();
        var recent = TestScan.at(now.minus(Duration.ofMinutes(23 * 60 + 58)));
        readModel.hears(recent, TestScan.at(now.minus(Duration.ofMinutes(24 * 60 + 2))));
        assertEquals(List.of(recent.eventId()), Analyst.eventIds());
    }

    @Test
    void with_an_end_alone_the_24_hours_before_it_are_meant() {
        var first = TestScan.at(NOON.minus(Duration.ofHours(24)));
        readModel.hears(first, TestScan.at(NOON.minus(Duration.ofHours(24)).minusMillis(1)), TestScan.at(NOON));
        assertEquals(List.of(first.eventId()), Analyst.eventIds("to", NOON.toString()));
    }

    @Test
    void a_window_can_be_given_in_any_offset() {
        var scan = TestScan.at(NOON);
        readModel.hears(scan);
        assertEquals(
                List.of(scan.eventId()),
                Analyst.eventIds("from", "2026-03-01T20:00:00+08:00", "to", "2026-03-01T20:00:01+08:00"));
    }

    @Test
    void filters_choose_and_combine() {
        var ferry = TestScan.at(NOON.plusSeconds(3));
        var refusedFerry = TestScan.at(NOON.plusSeconds(2)).refused("NO_REMAINING");
        var bus = TestScan.at(NOON.plusSeconds(1)).function("bus").venue(5L, "bus-terminal");
        var museum =
                TestScan.at(NOON).function("museum").venue(5L, "bus-terminal").refused("WRONG_VENUE_FUNCTION");
        readModel.hears(ferry, refusedFerry, bus, museum);
        assertFound(List.of(ferry, refusedFerry), "function", "ferry");
        assertFound(List.of(bus, museum), "location_id", 5);
        assertFound(List.of(ferry, bus), "result", "success");
        assertFound(List.of(refusedFerry, museum), "result", "reject");
        assertFound(List.of(museum), "location_id", 5, "result", "reject");
        assertFound(List.of(refusedFerry), "function", "ferry", "location_id", 2, "result", "reject");
        assertFound(List.of(), "function", "ferry", "location_id", 5);
        assertFound(List.of(), "location_id", Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "from, yesterday",
        "from, 2026-03-01",
        "from, +12026-03-01T00:00:00Z",
        "to, 2026-02-30T00:00:00Z",
        "function, Ferry!",
        "location_id, 0",
        "location_id, pier",
        "location_id, 9223372036854775808",
        "location_id, 99999999999999999999",
        "result, maybe",
        "limit, 0",
        "limit, 501",
        "limit, many"
    })
    void a_parameter_that_is_not_valid_is_refused_by_name(String name, String value) {
        assertRefused(name, name, value);
    }

    @Test
    void a_window_that_ends_before_it_starts_is_refused() {
        assertRefused("from", "from", "2026-03-01T00:00:00Z", "to", "2026-02-28T23:59:59Z");
    }

    @Test
    void limits_of_1_and_500_are_kept_and_100_is_the_default() {
        readModel.hears(IntStream.range(0, 501)
                .mapToObj(i -> TestScan.at(NOON.plusMillis(i)))
                .toList());
        assertEquals(1, Analyst.eventIds(with("limit", 1)).size());
        assertEquals(500, Analyst.eventIds(with("limit", 500)).size());
        assertEquals(100, Analyst.eventIds(DAY).size());
    }

    @Test
    void as_of_is_the_time_of_the_newest_scan_whatever_the_window() {
        readModel.hears(TestScan.at("2026-03-05T12:00:00Z"));
        readModel.hears(TestScan.at("2026-03-01T12:00:00Z"));
        assertEquals("2026-03-05T12:00:00Z", Analyst.reads(Analyst.LIST, DAY).getString("as_of"));
        assertEquals("2026-03-05T12:00:00Z", Analyst.reads(Analyst.SUMMARY, DAY).getString("as_of"));
    }

    @Test
    void as_of_is_now_where_nobody_scanned_yet() {
        var before = Instant.now().minusSeconds(1);
        var asOf = Instant.parse(Analyst.reads(Analyst.LIST, DAY).getString("as_of"));
        assertFalse(asOf.isBefore(before));
        assertFalse(asOf.isAfter(Instant.now()));
    }

    private static void assertFound(List<TestScan> expected, Object... filter) {
        assertEquals(expected.stream().map(TestScan::eventId).toList(), Analyst.eventIds(with(filter)));
    }

    private static void assertRefused(String field, Object... query) {
        Analyst.wronglyAsks(Analyst.LIST, query)
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"))
                .body("errors[0].field", equalTo(field));
    }

    private static Object[] with(Object... query) {
        return Stream.concat(Arrays.stream(DAY), Arrays.stream(query)).toArray();
    }
}
