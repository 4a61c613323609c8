package io.turnstile.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
    private static final String ROLLUP = """
            55d0c0000000-7ffd3a5f6000 ---p 00000000 00:00 0                          [rollup]
            Rss:               14848 kB
            Pss:                9021 kB
            Pss_Dirty:          1024 kB
            """;

    @Test
    void is_what_the_line_of_the_name_says() {
        assertThat(ProcessMemory.read(ROLLUP, "Pss")).hasValue(9021 * 1024);
    }

    @Test
    void is_not_known_of_a_process_that_has_just_ended() {
        assertThat(ProcessMemory.read("", "Pss")).isEmpty();
    }
}
