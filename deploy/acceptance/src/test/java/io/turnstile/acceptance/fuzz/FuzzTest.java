package io.turnstile.acceptance.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Suite;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code ./turnstile test --fuzz 100000 --seed 7} sends more and others. */
@ExtendWith(RunningSuite.class)
class FuzzTest {
    private static final int REQUESTS = 10_000;
    private static final long SEED = 1;

    private final Suite suite;

    FuzzTest(Suite suite) {
        this.suite = suite;
    }

    @Test
    void no_input_breaks_a_service_and_every_refusal_is_one_that_a_client_can_act_on() throws Exception {
        var requests = Integer.getInteger("turnstile.fuzz.requests", REQUESTS);
        var seed = Long.getLong("turnstile.fuzz.seed", SEED);
        var begin = System.nanoTime();
        try (var run = new FuzzRun(suite, seed)) {
            run.send(requests);
            var seconds = (System.nanoTime() - begin) / 1e9;
            run.coverage().print();
            System.out.printf(
                    "[fuzz] seed %d: %d requests in %.0f s, %.0f per second, %d refusals repeated%n",
                    seed, run.coverage().requests(), seconds, run.coverage().requests() / seconds, run.repeated());
            assertTrue(run.findings().isEmpty(), () -> "./turnstile test --fuzz %d --seed %d shows it again:%s"
                    .formatted(requests, seed, run.findings()));
            if (requests >= REQUESTS) {
                // A short try need not have seen everything.
                assertEquals(List.of(), run.coverage().gaps());
            }
        }
    }
}
