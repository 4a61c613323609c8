package io.turnstile.platform;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A launcher that is killed leaves nothing running. */
class OrphanGuardTest {

    @Test
    void every_part_ends_when_the_process_that_started_it_is_killed() throws IOException {
        var launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dturnstile.root=" + Repository.root(),
                        Launcher.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var parts = new ArrayList<ProcessHandle>();
        try (var output = launcher.inputReader()) {
            for (var line : List.of(output.readLine(), output.readLine())) {
                parts.add(ProcessHandle.of(Long.parseLong(line)).orElseThrow());
            }
            assertEquals(2, parts.stream().filter(ProcessHandle::isAlive).count());
        } finally {
            launcher.destroyForcibly();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> parts.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Stands for the launcher: says the process ids of its parts and waits to be killed. */
    static final class Launcher {
        public static void main(String[] arguments) throws InterruptedException {
            var folder = Path.of("target", "orphaned-platform");
            EmbeddedPlatform.discard(folder);
            var platform = EmbeddedPlatform.start(
                    TestPlatform.MANIFESTS,
                    new PlatformSettings(
                            folder,
                            0,
                            0,
                            0,
                            false,
                            false,
                            AotCaches.noneForShortLives(),
                            TestPlatform::password,
                            _ -> {}));
            platform.parts().forEach(part -> System.out.println(part.pid()));
            Thread.currentThread().join();
        }
    }
}
