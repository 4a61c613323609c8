package io.turnstile.ticket;

import io.turnstile.platform.testing.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void requests_and_events_reach_the_model_through_use_cases() {
        ServiceArchitecture.assertHolds("io.turnstile.ticket");
    }
}
