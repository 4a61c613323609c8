package io.turnstile.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Which backend runs, and that a missing one is never passed over in silence. */
class PlatformsTest {

    @Test
    void containers_that_were_chosen_fail_without_an_engine() {
        var failure =
                assertThrows(PlatformException.class, () -> Platforms.runsInContainers("containers", () -> false));
        assertEquals(
                "-Dturnstile.platform=containers, but no container engine answers: start one, or choose embedded",
                failure.getMessage());
    }

    @Test
    void auto_takes_containers_only_where_an_engine_answers() {
        assertTrue(Platforms.runsInContainers("auto", () -> true));
        assertFalse(Platforms.runsInContainers("auto", () -> false));
    }

    @Test
    void embedded_asks_for_no_engine() {
        assertFalse(Platforms.runsInContainers("embedded", () -> {
            throw new AssertionError("nobody wanted an engine");
        }));
    }

    @Test
    void an_unknown_choice_fails() {
        assertThrows(PlatformException.class, () -> Platforms.runsInContainers("docker", () -> true));
    }
}
