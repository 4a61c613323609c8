package io.turnstile.platform;

import java.nio.file.Path;

/** Ends a child process, and the PostgreSQL server beside it, when the process that started them has gone. */
final class OrphanGuard {
    static final String PARENT = "turnstile.parent";
    static final String DATA_FOLDER = "turnstile.data-folder";

    private OrphanGuard() {}

    static void watchParent() {
        var folder = new DataFolder(Path.of(System.getProperty(DATA_FOLDER)));
        ProcessHandle.of(Long.getLong(PARENT))
                .ifPresentOrElse(parent -> parent.onExit().thenRun(() -> end(folder)), () -> end(folder));
    }

    private static void end(DataFolder folder) {
        // PostgreSQL has no such guard of its own.
        PidFile.of(folder, PostgresPart.NAME).stopLeftOver(ChildProcess.StopSignal.INT);
        System.exit(0);
    }
}
