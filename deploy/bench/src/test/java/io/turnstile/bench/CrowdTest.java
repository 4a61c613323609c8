package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where wrk is. */
class CrowdTest {
    @TempDir
    Path folder;

    private Wrk wrk;

    @BeforeEach
    void wrk_is_there() {
        wrk = InstalledWrk.in(folder);
    }

    @Test
    void every_request_is_sent_once_and_the_refused_are_counted() {
        try (var service = new SlowService()) {
            assertThat(wrk.crowd(service.url(), 3, requests(10, i -> i % 5 == 3 ? "/bad" : "/good")))
                    .isEqualTo(2);
            assertThat(service.asked()).isEqualTo(10);
        }
    }

    @Test
    void more_connections_than_requests_send_no_more() {
        try (var service = new SlowService()) {
            assertThat(wrk.crowd(service.url(), 4, requests(2, _ -> "/bad"))).isEqualTo(2);
            assertThat(service.asked()).isEqualTo(2);
        }
    }

    @Test
    void a_refusal_for_another_reason_is_a_fault() {
        try (var service = new SlowService()) {
            assertThatThrownBy(() -> wrk.crowd(service.url(), 3, requests(6, i -> i == 3 ? "/broken" : "/bad")))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("\"failed\":1");
        }
    }

    @Test
    void a_request_without_an_answer_is_a_fault() {
        assertThatThrownBy(() -> wrk.crowd("http://127.0.0.1:1", 1, requests(2, _ -> "/")))
                .isInstanceOf(BenchException.class);
    }

    private static List<Request> requests(int count, IntFunction<String> path) {
        return IntStream.range(0, count)
                .mapToObj(i -> Request.get(path.apply(i), null))
                .toList();
    }
}
