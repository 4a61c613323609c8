package io.turnstile.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCachesTest {
    private static final List<String> ARGUMENTS = List.of("-XX:+UseSerialGC", "-version");

    @TempDir
    Path folder;

    @Test
    void a_program_without_a_cache_starts_as_ever() {
        var plain = AotCaches.none().java("kafka", ARGUMENTS);
        assertEquals(plain, AotCaches.in(folder).java("kafka", ARGUMENTS));
        assertEquals(ARGUMENTS, plain.subList(1, plain.size()));
    }

    @Test
    void a_program_for_a_short_life_is_compiled_quickly_and_has_no_cache() throws IOException {
        Files.createFile(folder.resolve("kafka.aot"));
        var command = AotCaches.noneForShortLives().java("kafka", ARGUMENTS);
        assertEquals("-XX:TieredStopAtLevel=1", command.get(1));
        assertEquals(ARGUMENTS, command.subList(2, command.size()));
    }

    @Test
    void a_program_has_its_own_cache_and_no_other() throws IOException {
        Files.createFile(folder.resolve("kafka.aot"));
        var caches = AotCaches.in(folder);
        assertTrue(caches.java("kafka", ARGUMENTS).contains("-XX:AOTCache=" + folder.resolve("kafka.aot")));
        assertFalse(caches.java("connect", ARGUMENTS).toString().contains("kafka"));
    }

    @Test
    void a_program_that_is_recorded_leaves_its_cache_when_it_ends() throws IOException, InterruptedException {
        var recorded = AotCaches.recordedInto(folder);
        assertThrows(PlatformException.class, () -> recorded.requireWritten("kafka"));
        var process = new ProcessBuilder(recorded.java("kafka", ARGUMENTS)).start();
        assertEquals(0, process.waitFor());
        recorded.requireWritten("kafka");
    }

    @Test
    void only_a_program_that_is_recorded_takes_its_time_to_end() {
        var usual = Duration.ofSeconds(15);
        assertEquals(usual, AotCaches.none().patience(usual));
        assertEquals(usual, AotCaches.noneForShortLives().patience(usual));
        assertEquals(usual, AotCaches.in(folder).patience(usual));
        assertTrue(AotCaches.recordedInto(folder).patience(usual).compareTo(usual) > 0);
    }

    @Test
    void a_cache_that_does_not_fit_is_passed_over_without_a_word() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("kafka.aot"), "not a cache");
        var output = folder.resolve("output").toFile();
        var process = new ProcessBuilder(AotCaches.in(folder).java("kafka", ARGUMENTS))
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        assertEquals(0, process.waitFor());
        var said = Files.readString(output.toPath());
        assertTrue(said.contains("25"), said);
        assertFalse(said.contains("cache") || said.contains("[warning]") || said.contains("[error"), said);
    }
}
