package io.turnstile.local.suite;

import io.turnstile.platform.Platform;
import io.turnstile.platform.PlatformException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts a part of the platform again when its process has ended. */
final class PlatformWatch implements AutoCloseable {
    private static final int LOOK_SECONDS = 2;

    private final Platform platform;
    private final Progress progress;
    private final Runnable onChange;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("platform-watch").factory());

    /** @param onChange runs after a process was replaced by another */
    PlatformWatch(Platform platform, Progress progress, Runnable onChange) {
        this.platform = platform;
        this.progress = progress;
        this.onChange = onChange;
        watch.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        for (var part : platform.parts()) {
            if (ProcessHandle.of(part.pid()).filter(ProcessHandle::isAlive).isEmpty()) {
                startAgain(part.name());
            }
        }
    }

    private void startAgain(String part) {
        progress.say(part + " ended unexpectedly; it is started again");
        try {
            platform.restart(part);
            onChange.run();
        } catch (PlatformException e) {
            // The next look tries again.
            progress.say(part + " does not start: "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
