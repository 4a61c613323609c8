package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdTest {
    @Test
    void every_request_is_answered_and_the_refused_are_counted() {
        try (var service = new SlowService();
                var crowd = new Crowd(service.url(), 3)) {
            var requests = IntStream.range(0, 10).mapToObj(i -> Request.get(i % 5 == 3 ? "/bad" : "/good", null));
            assertThat(crowd.ask(requests.iterator())).isEqualTo(2);
            assertThat(service.asked()).isEqualTo(10);
        }
    }

    @Test
    void a_refusal_for_another_reason_is_a_fault() {
        try (var service = new SlowService();
                var crowd = new Crowd(service.url(), 3)) {
            var requests = IntStream.range(0, 6).mapToObj(i -> Request.get(i == 3 ? "/broken" : "/bad", null));
            assertThatThrownBy(() -> crowd.ask(requests.iterator()))
                    .hasRootCauseMessage("refused with a status of 500");
        }
    }

    @Test
    void a_request_without_an_answer_is_a_fault() {
        try (var crowd = new Crowd("http://127.0.0.1:1", 1)) {
            var requests = IntStream.range(0, 2).mapToObj(_ -> Request.get("/", null));
            assertThatThrownBy(() -> crowd.ask(requests.iterator())).isInstanceOf(BenchException.class);
        }
    }
}
