package io.turnstile.reporting;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PagingThroughRedemptionsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Object[] DAY = {"from", "2026-03-01T00:00:00Z", "to", "2026-03-02T00:00:00Z"};

    @Inject
    ReadModel readModel;

    @BeforeEach
    void emptyReport() {
        readModel.empty();
    }

    @Test
    void scans_of_the_same_instant_have_an_order_too() {
        var scans = IntStream.range(0, 25).mapToObj(_ -> TestScan.at(NOON)).toList();
        readModel.hears(scans);
        var pages = Analyst.readsAllPages(() -> {}, with("limit", 4)).stream()
                .map(event -> (String) event.get("event_id"))
                .toList();
        assertEquals(25, new HashSet<>(pages).size());
        assertEquals(Analyst.eventIds(DAY), pages);
    }

    @Test
    void paging_misses_nothing_and_repeats_nothing_while_scans_arrive() {
        var scans = IntStream.range(0, 1_100)
                .mapToObj(i -> TestScan.at(NOON.minusSeconds(i / 3)))
                .toList();
        readModel.hears(scans);
        var newer = IntStream.range(0, 30)
                .mapToObj(i -> TestScan.at(NOON.plusSeconds(i)))
                .iterator();
        // Late ones that belong to pages which were read already, and one of the very first page's time.
        var late = IntStream.range(0, 30).mapToObj(_ -> TestScan.at(NOON)).iterator();
        var pages = Analyst.readsAllPages(() -> readModel.hears(newer.next(), late.next()), with("limit", 50)).stream()
                .map(event -> (String) event.get("event_id"))
                .toList();
        assertEquals(pages.size(), new HashSet<>(pages).size(), "none twice");
        assertTrue(
                new HashSet<>(pages)
                        .containsAll(scans.stream().map(TestScan::eventId).toList()),
                "none missing");
        assertEquals(1_100, pages.size(), "nothing that arrived on a page read before");
    }

    @Test
    void a_cursor_alone_goes_on_with_the_window_and_filter_of_the_first_page() {
        readModel.hears(IntStream.range(0, 6)
                .mapToObj(i -> TestScan.at(NOON.plusSeconds(i)).function(i % 2 == 0 ? "ferry" : "bus"))
                .toList());
        var first = Analyst.reads(Analyst.LIST, with("limit", 2, "function", "ferry"));
        var second = Analyst.reads(Analyst.LIST, "cursor", first.getString("next_cursor"));
        assertEquals(List.of("ferry"), second.getList("events.function_code"));
        assertNull(second.getString("next_cursor"));
    }

    @Test
    void a_full_last_page_has_no_cursor() {
        readModel.hears(TestScan.at(NOON), TestScan.at(NOON));
        assertNull(Analyst.reads(Analyst.LIST, with("limit", 2)).getString("next_cursor"));
    }

    @ParameterizedTest
    @CsvSource({
        "function, bus",
        "location_id, 3",
        "result, reject",
        "from, 2026-03-01T00:00:01Z",
        "to, 2026-03-02T00:00:01Z"
    })
    void a_cursor_with_another_filter_is_refused(String name, String other) {
        assertRefused("cursor", "cursor", cursor(), name, other);
    }

    @Test
    void a_cursor_that_was_changed_is_refused() {
        var cursor = cursor();
        IntStream.range(0, cursor.length()).forEach(i -> {
            var changed = new StringBuilder(cursor);
            changed.setCharAt(i, cursor.charAt(i) == 'A' ? 'B' : 'A');
            assertRefused("cursor", "cursor", changed.toString());
        });
        Stream.of(cursor.substring(4), cursor.substring(0, cursor.length() - 4), cursor + "AAAA", "AAAA", "%%%")
                .forEach(other -> assertRefused("cursor", "cursor", other));
    }

    private String cursor() {
        readModel.hears(TestScan.at(NOON), TestScan.at(NOON.plusSeconds(1)));
        return Analyst.reads(Analyst.LIST, with("limit", 1, "function", "ferry", "location_id", 2, "result", "success"))
                .getString("next_cursor");
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
