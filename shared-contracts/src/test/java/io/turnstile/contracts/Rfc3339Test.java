package io.turnstile.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    @Test
    void a_time_with_any_offset_is_read_exactly() {
        assertEquals(
                Optional.of(Instant.parse("2026-03-01T09:01:10.123456789Z")),
                Rfc3339.parse("2026-03-01T17:01:10.123456789+08:00"));
    }

    @Test
    void small_letters_are_letters() {
        assertEquals(Optional.of(Instant.parse("2026-03-01T09:01:10Z")), Rfc3339.parse("2026-03-01t09:01:10z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1772355670",
                "2026-03-01",
                "2026-03-01T09:01Z",
                "2026-03-01T09:01:10",
                "2026-02-30T00:00:00Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T09:01:10+99:00",
                "+12026-03-01T09:01:10Z",
                "0000-12-31T23:59:59Z",
                "0001-01-01T00:00:00+18:00",
                "9999-12-31T23:59:59-18:00"
            })
    void what_is_no_time_or_outside_of_the_years_that_all_can_write_is_none(String text) {
        assertEquals(Optional.empty(), Rfc3339.parse(text));
    }
}
