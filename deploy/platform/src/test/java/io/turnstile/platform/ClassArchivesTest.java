package io.turnstile.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {
    private static final List<String> ARGUMENTS = List.of("-XX:+UseSerialGC", "-version");

    @TempDir
    Path folder;

    @Test
    void a_program_without_an_archive_starts_as_ever() {
        var plain = ClassArchives.none().java("kafka", ARGUMENTS);
        assertEquals(plain, ClassArchives.in(folder).java("kafka", ARGUMENTS));
        assertEquals(ARGUMENTS, plain.subList(1, plain.size()));
    }

    @Test
    void a_program_has_its_own_archive_and_no_other() throws IOException {
        Files.createFile(folder.resolve("kafka.jsa"));
        var archives = ClassArchives.in(folder);
        assertTrue(archives.java("kafka", ARGUMENTS).contains("-XX:SharedArchiveFile=" + folder.resolve("kafka.jsa")));
        assertFalse(archives.java("connect", ARGUMENTS).toString().contains("kafka"));
    }

    @Test
    void a_program_that_is_recorded_notes_what_it_loads() {
        assertTrue(ClassArchives.recordedInto(folder).java("kafka", ARGUMENTS).contains("-XX:+RecordDynamicDumpInfo"));
    }

    @Test
    void an_archive_that_does_not_fit_is_passed_over_without_a_word() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("kafka.jsa"), "not an archive");
        var output = folder.resolve("output").toFile();
        var process = new ProcessBuilder(ClassArchives.in(folder).java("kafka", ARGUMENTS))
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        assertEquals(0, process.waitFor());
        var said = Files.readString(output.toPath());
        assertTrue(said.contains("25"), said);
        assertFalse(said.contains("archive") || said.contains("[warning]") || said.contains("[error"), said);
    }
}
