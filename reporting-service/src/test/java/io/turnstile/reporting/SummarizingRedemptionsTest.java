package io.turnstile.reporting;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class SummarizingRedemptionsTest {
    @Inject
    ReadModel readModel;

    @BeforeEach
    void emptyReport() {
        readModel.empty();
    }

    @Test
    void days_and_hours_in_hong_kong_are_those_of_its_clocks() {
        readModel.hears(
                TestScan.at("2026-02-28T15:59:59.999999Z"),
                TestScan.at("2026-02-28T16:00:00Z"),
                TestScan.at("2026-03-01T15:59:59.999999Z").refused("NO_REMAINING"),
                TestScan.at("2026-03-01T16:00:00Z"));
        var days = summary("day", "Asia/Hong_Kong", "2026-02-28T00:00:00Z", "2026-03-02T00:00:00Z");
        assertEquals(
                List.of("2026-02-28T00:00:00+08:00", "2026-03-01T00:00:00+08:00", "2026-03-02T00:00:00+08:00"),
                days.getList("groups.period_start"));
        assertEquals(List.of(1, 1, 1), days.getList("groups.redeemed"));
        assertEquals(List.of(0, 1, 0), days.getList("groups.rejected"));
        var hours = summary("hour", "Asia/Hong_Kong", "2026-02-28T00:00:00Z", "2026-03-02T00:00:00Z");
        assertEquals(
                List.of(
                        "2026-02-28T23:00:00+08:00",
                        "2026-03-01T00:00:00+08:00",
                        "2026-03-01T23:00:00+08:00",
                        "2026-03-02T00:00:00+08:00"),
                hours.getList("groups.period_start"));
    }

    @Test
    void when_clocks_go_back_in_berlin_the_hour_that_comes_twice_is_two_hours_of_one_long_day() {
        readModel.hears(
                TestScan.at("2026-10-24T22:00:00Z"),
                TestScan.at("2026-10-25T00:30:00Z"),
                TestScan.at("2026-10-25T01:30:00Z"),
                TestScan.at("2026-10-25T22:59:59Z"),
                TestScan.at("2026-10-25T23:00:00Z"));
        var hours = summary("hour", "Europe/Berlin", "2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z");
        assertEquals(
                List.of(
                        "2026-10-25T00:00:00+02:00",
                        "2026-10-25T02:00:00+02:00",
                        "2026-10-25T02:00:00+01:00",
                        "2026-10-25T23:00:00+01:00",
                        "2026-10-26T00:00:00+01:00"),
                hours.getList("groups.period_start"));
        var days = summary("day", "Europe/Berlin", "2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z");
        assertEquals(
                List.of("2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"), days.getList("groups.period_start"));
        assertEquals(List.of(4, 1), days.getList("groups.redeemed"));
    }

    @Test
    void when_clocks_go_forward_in_berlin_an_hour_is_missing_and_the_day_is_short() {
        readModel.hears(
                TestScan.at("2026-03-28T23:00:00Z"),
                TestScan.at("2026-03-29T00:59:59Z"),
                TestScan.at("2026-03-29T01:00:00Z"),
                TestScan.at("2026-03-29T21:59:59Z"),
                TestScan.at("2026-03-29T22:00:00Z"));
        var hours = summary("hour", "Europe/Berlin", "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z");
        assertEquals(
                List.of(
                        "2026-03-29T00:00:00+01:00",
                        "2026-03-29T01:00:00+01:00",
                        "2026-03-29T03:00:00+02:00",
                        "2026-03-29T23:00:00+02:00",
                        "2026-03-30T00:00:00+02:00"),
                hours.getList("groups.period_start"));
        var days = summary("day", "Europe/Berlin", "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z");
        assertEquals(List.of(4, 1), days.getList("groups.redeemed"));
    }

    @Test
    void a_window_takes_in_its_start_and_leaves_out_its_end() {
        readModel.hears(
                TestScan.at("2026-03-01T09:59:59.999999Z"),
                TestScan.at("2026-03-01T10:00:00Z"),
                TestScan.at("2026-03-01T10:59:59.999999Z"),
                TestScan.at("2026-03-01T11:00:00Z"));
        var summary = summary("hour", "UTC", "2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z");
        assertEquals(List.of(2), summary.getList("groups.redeemed"));
        assertEquals(2, summary.getInt("totals.redeemed"));
    }

    @Test
    void groups_name_what_they_are_grouped_by_and_nothing_else() {
        readModel.hears(TestScan.at("2026-03-01T10:00:00Z"));
        assertEquals(
                Map.of("function_code", "ferry", "redeemed", 1, "rejected", 0),
                summary("function", "UTC", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z")
                        .getMap("groups[0]"));
        assertEquals(
                Map.of("location_id", 2, "venue_code", "central-pier", "redeemed", 1, "rejected", 0),
                summary("location", "UTC", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z")
                        .getMap("groups[0]"));
        assertEquals(
                Map.of("period_start", "2026-03-01T00:00:00Z", "redeemed", 1, "rejected", 0),
                summary("day", "UTC", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z")
                        .getMap("groups[0]"));
    }

    @Test
    void a_location_is_one_group_and_venues_that_nobody_knows_are_told_apart_by_what_the_scanner_sent() {
        readModel.hears(
                TestScan.at("2026-03-01T10:00:00Z"),
                TestScan.at("2026-03-01T10:00:01Z").refused("NO_REMAINING"),
                TestScan.at("2026-03-01T10:00:02Z").venue(null, "old-pier").refused("VENUE_NOT_FOUND"),
                TestScan.at("2026-03-01T10:00:03Z").venue(null, "no-pier").refused("VENUE_NOT_FOUND"));
        var groups = summary("location", "UTC", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
        assertEquals(List.of("central-pier", "no-pier", "old-pier"), groups.getList("groups.venue_code"));
        assertEquals(List.of(1, 1, 1), groups.getList("groups.rejected"));
    }

    @Test
    void names_can_be_separated_by_commas_or_repeated() {
        readModel.hears(TestScan.at("2026-03-01T10:00:00Z"));
        Object[] window = {"from", "2026-03-01T00:00:00Z", "to", "2026-03-02T00:00:00Z"};
        var commas = Analyst.asks()
                .queryParams("group_by", "day,function", "from", window[1], "to", window[3])
                .get(Analyst.SUMMARY)
                .jsonPath();
        var repeated = Analyst.asks()
                .queryParam("group_by", "day", "function")
                .queryParams("from", window[1], "to", window[3])
                .get(Analyst.SUMMARY)
                .jsonPath();
        assertEquals(List.of("function", "day"), commas.getList("group_by"));
        assertEquals(commas.getMap(""), repeated.getMap(""));
    }

    @Test
    void a_window_without_scans_has_no_groups() {
        var summary = summary("function,location,hour", "UTC", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z");
        assertEquals(List.of(), summary.getList("groups"));
        assertEquals(Map.of("redeemed", 0, "rejected", 0, "tickets_issued", 0), summary.getMap("totals"));
    }

    @ParameterizedTest
    @CsvSource({
        "tz, Mars/Olympus",
        "tz, +08:00",
        "group_by, week",
        "group_by, 'day,day'",
        "group_by, 'hour,day'",
        "group_by, 'function,'",
        "from, now",
        "from, 9999-01-01T00:00:00Z"
    })
    void a_parameter_that_is_not_valid_is_refused_by_name(String name, String value) {
        Analyst.wronglyAsks(Analyst.SUMMARY, name, value)
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"))
                .body("errors[0].field", equalTo(name));
    }

    private static JsonPath summary(String groupBy, String tz, String from, String to) {
        return Analyst.reads(Analyst.SUMMARY, "group_by", groupBy, "tz", tz, "from", from, "to", to);
    }
}
