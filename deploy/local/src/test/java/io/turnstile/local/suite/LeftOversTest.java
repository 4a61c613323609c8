package io.turnstile.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftOversTest {
    @TempDir
    Path root;

    private DataFolder folder;
    private Process process;

    @BeforeEach
    void start() throws Exception {
        folder = new DataFolder(root);
        folder.prepare();
        process = new ProcessBuilder("tail", "-f", "/dev/null").start();
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void a_service_that_a_killed_launcher_left_running_is_ended() {
        var file = folder.serviceProcesses().resolve("order-service.pid");
        new PidFile(file).write(process.toHandle());
        new LeftOvers(folder).stopServices();
        assertThat(process.isAlive()).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void a_process_that_only_has_the_same_id_is_left_alone() throws Exception {
        Files.writeString(
                folder.serviceProcesses().resolve("order-service.pid"), process.pid() + " 2001-01-01T00:00:00Z");
        new LeftOvers(folder).stopServices();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void what_is_left_of_a_platform_is_seen() {
        assertThat(new LeftOvers(folder).hasPlatform()).isFalse();
        new PidFile(folder.run().resolve("kafka.pid")).write(process.toHandle());
        assertThat(new LeftOvers(folder).hasPlatform()).isTrue();
    }
}
