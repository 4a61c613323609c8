package io.turnstile.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Notes a process by its id and the instant of its start; both must agree, because ids are given out again. */
record PidFile(Path file) {

    void write(ProcessHandle process) {
        try {
            Files.writeString(file, process.pid() + " " + startOf(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<ProcessHandle> process() {
        try {
            var noted = Files.readString(file).strip().split(" ");
            return ProcessHandle.of(Long.parseLong(noted[0]))
                    .filter(process -> noted.length == 2 && noted[1].equals(startOf(process)));
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
