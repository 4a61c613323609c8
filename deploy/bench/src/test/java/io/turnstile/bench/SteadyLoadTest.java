package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where wrk is. */
class SteadyLoadTest {
    @TempDir
    Path folder;

    private Wrk wrk;

    @BeforeEach
    void wrk_is_there() {
        wrk = InstalledWrk.in(folder);
    }

    @Test
    void waiting_behind_slow_answers_counts() {
        try (var service = new SlowService()) {
            // One connection answers 20 a second and is asked for 100: the tenth waits for the nine before it.
            var load =
                    wrk.paced(service.url(), 1, 100, requests(10, "/good"), 1).getFirst();
            assertThat(load.count()).isEqualTo(10);
            assertThat(load.millis(100)).isGreaterThanOrEqualTo(400);
            assertThat(load.millis(1)).isGreaterThanOrEqualTo(50);
        }
    }

    @Test
    void each_connection_has_its_turn_and_each_request_its_window() {
        try (var service = new SlowService()) {
            // Four connections answer 80 a second and are asked for 20.
            var windows = wrk.paced(service.url(), 4, 20, requests(21, "/good"), 3);
            assertThat(windows).extracting(Latencies::count).containsExactly(7L, 7L, 7L);
            assertThat(windows)
                    .allSatisfy(window -> assertThat(window.millis(50)).isGreaterThanOrEqualTo(50));
            assertThat(service.asked()).isEqualTo(21);
        }
    }

    @Test
    void a_refused_request_makes_it_no_figure() {
        try (var service = new SlowService()) {
            assertThatThrownBy(() -> wrk.paced(service.url(), 1, 10, requests(2, "/bad"), 1))
                    .hasMessageContaining("2 requests of a steady load were refused");
        }
    }

    @Test
    void requests_that_are_not_answered_in_time_make_it_no_figure() {
        try (var service = new SlowService()) {
            // 100 of these take 5 s of one connection; due within one, they are given up after four.
            assertThatThrownBy(() -> wrk.paced(service.url(), 1, 100, requests(100, "/good"), 1))
                    .hasMessageContaining("of 100 requests of a steady load were answered in time");
        }
    }

    private static List<Request> requests(int number, String path) {
        return IntStream.range(0, number).mapToObj(_ -> Request.get(path, null)).toList();
    }
}
