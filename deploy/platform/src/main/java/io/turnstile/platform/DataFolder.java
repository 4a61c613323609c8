package io.turnstile.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The layout of what an embedded platform keeps: data per part, logs, process ids and generated settings. */
record DataFolder(Path root) {

    static DataFolder at(Path root) {
        var folder = new DataFolder(root.toAbsolutePath().normalize());
        try {
            Files.createDirectories(folder.run());
            // A password is in it for a moment.
            Files.setPosixFilePermissions(folder.run(), PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(folder.logs());
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + root + " cannot be made", e);
        }
        return folder;
    }

    /**
     * Makes this process the folder's owner.
     *
     * @throws PlatformException where another process that lives is
     */
    void claim() {
        var owner = PidFile.of(this, "owner");
        owner.process()
                .filter(other -> other.pid() != ProcessHandle.current().pid())
                .ifPresent(other -> {
                    throw new PlatformException(
                            "the platform in %s is run by process %d already".formatted(root, other.pid()));
                });
        try {
            owner.write(ProcessHandle.current());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path run() {
        return root.resolve("run");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String part) {
        return logs().resolve(part + ".log");
    }

    Path data(String part) {
        return root.resolve(part);
    }

    /** Writes settings that are made anew at every start. */
    Path write(String file, String content) {
        try {
            return Files.writeString(run().resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
