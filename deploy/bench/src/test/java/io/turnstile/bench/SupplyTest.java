package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupplyTest {
    @TempDir
    Path folder;

    @Test
    void a_load_that_ran_out_of_requests_is_made_again_with_more() {
        var wrk = InstalledWrk.in(folder);
        var asked = new ArrayList<Integer>();
        try (var service = new SlowService()) {
            var answers = new Supply().send(wrk, service.url(), 1, 1, number -> {
                asked.add(number);
                // At first far too few.
                return Stream.generate(() -> Request.get("/good", null)).limit(asked.size() == 1 ? 2 : number);
            });
            assertThat(asked).hasSize(2);
            assertThat(asked.getLast()).isGreaterThan(asked.getFirst());
            assertThat(answers.exhausted()).isFalse();
        }
    }
}
