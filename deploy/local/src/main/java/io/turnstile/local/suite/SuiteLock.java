package io.turnstile.local.suite;

import io.turnstile.local.LocalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** One suite per data folder. The operating system lets go of the lock when its holder ends, however it ends. */
public final class SuiteLock implements AutoCloseable {
    private final FileChannel file;

    private SuiteLock(FileChannel file) {
        this.file = file;
    }

    /** @throws LocalException where another suite runs on the folder */
    public static SuiteLock take(DataFolder folder) {
        FileChannel file = null;
        try {
            file = FileChannel.open(
                    folder.run().resolve("suite.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(file) == null) {
                file.close();
                throw new LocalException(
                        "Turnstile already runs on %s; stop it first (./turnstile stop), or name another"
                                        .formatted(folder.root())
                                + " folder with --data and other ports with --port-offset");
            }
            return new SuiteLock(file);
        } catch (IOException e) {
            throw new LocalException("the data folder " + folder.root() + " cannot be locked", e);
        }
    }

    private static FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    /** Whether a suite runs on the folder right now. */
    public static boolean isTaken(DataFolder folder) {
        if (Files.notExists(folder.run())) {
            return false;
        }
        try (var _ = take(folder)) {
            return false;
        } catch (LocalException _) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException _) {
            // The lock ends with the process at the latest.
        }
    }
}
