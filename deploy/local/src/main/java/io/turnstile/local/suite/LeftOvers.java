package io.turnstile.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What an earlier suite on the same data folder left running when it was killed. */
record LeftOvers(DataFolder folder) {

    /** Ends the services; the platform ends its own parts when it starts. */
    void stopServices() {
        var files = pidFiles(folder.serviceProcesses());
        var processes = processes(files);
        // Their launcher is gone and with it their platform: there is nothing that they could finish.
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        files.forEach(PidFile::delete);
    }

    /** Ends everything, because its data is about to be removed. */
    void stopAll() {
        stopServices();
        var platform = processes(pidFiles(folder.run()));
        platform.forEach(ProcessHandle::destroyForcibly);
        platform.forEach(process -> process.onExit().join());
    }

    /** Whether parts of the platform still run, and so hold their ports rightly. */
    boolean hasPlatform() {
        return pidFiles(folder.run()).stream().anyMatch(file -> file.process().isPresent());
    }

    private static List<ProcessHandle> processes(List<PidFile> files) {
        return files.stream().map(PidFile::process).flatMap(Optional::stream).toList();
    }

    private static List<PidFile> pidFiles(Path folder) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pid"))
                    .map(PidFile::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
