package io.turnstile.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.platform.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FaultLineTest {

    @Test
    void what_was_said_for_a_person_is_said_as_it_is() {
        assertThat(FaultLine.of(new LocalException("the gateway does not answer")))
                .isEqualTo("turnstile: the gateway does not answer");
    }

    @Test
    void a_full_disk_is_named_wherever_it_was_noticed() {
        var fault = new PlatformException(
                "kafka ended", new UncheckedIOException(new IOException("No space left on device")));
        assertThat(FaultLine.of(fault)).isEqualTo("turnstile: the disk is full");
    }

    @Test
    void a_file_that_may_not_be_written_is_named() {
        assertThat(FaultLine.of(new UncheckedIOException(new AccessDeniedException("/data/run"))))
                .isEqualTo("turnstile: /data/run may not be written");
    }

    @Test
    void of_many_lines_the_first_is_said() {
        assertThat(FaultLine.of(new PlatformException("kafka ended with exit code 1.\nthe end of its log\nis long")))
                .isEqualTo("turnstile: kafka ended with exit code 1.");
    }

    @Test
    void a_fault_of_another_thread_is_said_like_ones_own() {
        assertThat(FaultLine.of(new CompletionException(new LocalException("order-service is not built"))))
                .isEqualTo("turnstile: order-service is not built");
    }
}
