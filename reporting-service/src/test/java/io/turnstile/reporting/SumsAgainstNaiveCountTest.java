package io.turnstile.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random scans around a change of clocks, counted by the service and by the simplest loop there is. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class SumsAgainstNaiveCountTest {
    private static final List<String> GROUPINGS = Stream.of("", "function", "location", "function,location")
            .flatMap(names -> Stream.of("", "hour", "day").map(period -> join(names, period)))
            .filter(names -> !names.isEmpty())
            .toList();

    @Inject
    ReadModel readModel;

    private record Counts(long redeemed, long rejected) {
        Counts plus(Counts other) {
            return new Counts(redeemed + other.redeemed, rejected + other.rejected);
        }

        static Counts of(TestScan scan) {
            return scan.reason() == null ? new Counts(1, 0) : new Counts(0, 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTC,                 2026-06-01T00:00:00Z, 1",
        "Asia/Hong_Kong,      2026-06-01T16:00:00Z, 2",
        "Asia/Kathmandu,      2026-06-01T18:15:00Z, 3",
        "Europe/Berlin,       2026-03-29T01:00:00Z, 4",
        "Europe/Berlin,       2026-10-25T01:00:00Z, 5",
        "Australia/Lord_Howe, 2026-04-04T15:00:00Z, 6",
        "America/Havana,      2026-11-01T05:00:00Z, 7"
    })
    void groups_totals_and_events_agree_with_a_naive_count(String tz, Instant middle, long seed) {
        readModel.empty();
        var random = new Random(seed);
        var scans = Stream.generate(() -> randomScan(middle, random)).limit(300).toList();
        readModel.hears(scans);
        var from = middle.minus(Duration.ofHours(30));
        var to = middle.plus(Duration.ofHours(30)).plusMillis(random.nextInt(3_600_000));
        var inside = scans.stream()
                .filter(scan -> !scan.ts().isBefore(from) && scan.ts().isBefore(to))
                .toList();
        Object[] window = {"from", from.toString(), "to", to.toString()};
        assertEquals(inside.size(), Analyst.readsAllPages(() -> {}, window).size(), "as many events as the loop finds");
        GROUPINGS.forEach(grouping -> assertAgreement(inside, grouping, ZoneId.of(tz), from, to));
    }

    private static void assertAgreement(List<TestScan> scans, String grouping, ZoneId zone, Instant from, Instant to) {
        var summary = Analyst.reads(
                Analyst.SUMMARY,
                "group_by",
                grouping,
                "tz",
                zone.getId(),
                "from",
                from.toString(),
                "to",
                to.toString());
        var expected = new HashMap<List<Object>, Counts>();
        scans.forEach(scan -> expected.merge(key(scan, grouping, zone), Counts.of(scan), Counts::plus));
        var actual = new HashMap<List<Object>, Counts>();
        List<Map<String, Object>> groups = summary.getList("groups");
        groups.forEach(group -> actual.put(key(group), counts(group)));
        assertEquals(expected, actual, grouping);
        assertEquals(groups.size(), actual.size(), "no group comes twice");
        assertEquals(
                expected.values().stream().reduce(new Counts(0, 0), Counts::plus), counts(summary.getMap("totals")));
    }

    private static List<Object> key(TestScan scan, String grouping, ZoneId zone) {
        var key = new ArrayList<>();
        var local = scan.ts().atZone(zone);
        key.add(
                grouping.contains("hour")
                        ? local.truncatedTo(ChronoUnit.HOURS).toOffsetDateTime()
                        : grouping.contains("day")
                                ? local.toLocalDate().atStartOfDay(zone).toOffsetDateTime()
                                : null);
        key.add(grouping.contains("function") ? scan.function() : null);
        key.add(grouping.contains("location") ? scan.location() : null);
        key.add(grouping.contains("location") ? scan.venue() : null);
        return key;
    }

    private static List<Object> key(Map<String, Object> group) {
        var key = new ArrayList<>();
        var period = (String) group.get("period_start");
        key.add(period == null ? null : OffsetDateTime.parse(period));
        key.add(group.get("function_code"));
        key.add(group.get("location_id") instanceof Number location ? location.longValue() : null);
        key.add(group.get("venue_code"));
        return key;
    }

    private static Counts counts(Map<String, Object> group) {
        return new Counts(((Number) group.get("redeemed")).longValue(), ((Number) group.get("rejected")).longValue());
    }

    private static TestScan randomScan(Instant middle, Random random) {
        // Some fall on whole quarters of an hour, where periods and windows meet.
        var quarters = Duration.ofMinutes(15).multipliedBy(random.nextInt(-140, 140));
        var within = random.nextInt(3) == 0 ? Duration.ZERO : Duration.ofNanos(random.nextLong(900_000_000L) * 1_000);
        var function = List.of("bus", "ferry", "museum").get(random.nextInt(3));
        var scan = TestScan.at(middle.plus(quarters).plus(within)).function(function);
        return switch (random.nextInt(5)) {
            case 0 -> scan.refused("NO_REMAINING");
            case 1 -> scan.venue(null, "gone-" + random.nextInt(2)).refused("VENUE_NOT_FOUND");
            case 2 -> scan.venue(3L, "maritime-museum");
            default -> scan;
        };
    }

    private static String join(String names, String period) {
        return names.isEmpty() || period.isEmpty() ? names + period : names + "," + period;
    }
}
