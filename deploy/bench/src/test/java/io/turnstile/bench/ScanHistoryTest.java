package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScanHistoryTest {
    private final ScanHistory history =
            new ScanHistory(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-03-02T00:00:00Z"), 6_000);

    @Test
    void a_day_holds_its_share_of_the_scans() {
        assertThat(history.day(1)).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
    }

    @Test
    void the_last_scans_are_those_of_the_last_days() {
        assertThat(Duration.between(history.beginOfLast(600), history.end())).isEqualTo(Duration.ofDays(6));
    }
}
