package io.turnstile.platform;

import io.turnstile.platform.ChildProcess.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Notes which process serves a data folder: its id and the instant of its start. Both must agree before anything is
 * stopped, because ids are given out again.
 */
record PidFile(Path file) {

    static PidFile of(DataFolder folder, String name) {
        return new PidFile(folder.run().resolve(name + ".pid"));
    }

    void write(ProcessHandle process) throws IOException {
        Files.writeString(file, process.pid() + " " + startOf(process));
    }

    /** Ends the noted process where it still runs, and forgets it. */
    void stopLeftOver(StopSignal signal) {
        process().ifPresent(process -> Stopping.stop(process, signal, Stopping.PATIENCE));
        try {
            Files.deleteIfExists(file);
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

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
