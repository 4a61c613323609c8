package io.turnstile.local.suite;

import io.turnstile.local.LocalException;
import io.turnstile.platform.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a suite keeps everything that it writes: data, secrets, logs and notes about what runs. */
public record DataFolder(Path root) {
    private static final long LEAST_FREE_MEGABYTES = 512;
    private static final long MEGABYTE = 1024 * 1024;

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** What the command line names, else {@code .turnstile} in the repository. */
    public static DataFolder of(Path named) {
        return new DataFolder(
                Optional.ofNullable(named).orElseGet(() -> Repository.root().resolve(".turnstile")));
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    /** What a service's container would see as files; dev mode reads them too (CONTRIBUTING.md). */
    Path mounted(String service) {
        return run().resolve("secrets").resolve(service);
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path run() {
        return root.resolve("run");
    }

    /** Process ids of the services; the platform notes its own in {@link #run()}. */
    Path serviceProcesses() {
        return run().resolve("services");
    }

    /** @throws LocalException where the folder cannot be made or written, or its disk is full */
    public void prepare() {
        try {
            Files.createDirectories(serviceProcesses());
            Files.createDirectories(logs());
            Files.delete(Files.createTempFile(run(), "writable", ""));
            var free = Files.getFileStore(root).getUsableSpace() / MEGABYTE;
            if (free < LEAST_FREE_MEGABYTES) {
                throw new LocalException("the disk of %s is full: %d MB free, %d MB are needed"
                        .formatted(root, free, LEAST_FREE_MEGABYTES));
            }
        } catch (IOException e) {
            throw new LocalException("the data folder " + root + " cannot be written; choose another with --data", e);
        }
    }

    /** @throws LocalException where nothing shows that the folder is a suite's: it may be somebody's home */
    public void requireSuiteData() {
        if (Files.notExists(run())) {
            throw new LocalException(root + " holds no data of Turnstile");
        }
    }

    /** @throws LocalException where a suite runs on the folder, or parts of one that was killed */
    public void requireIdle() {
        if (SuiteLock.isTaken(this)) {
            throw new LocalException("Turnstile runs on " + root + "; stop it first (./turnstile stop)");
        }
        new LeftOvers(this).stopAll();
    }
}
