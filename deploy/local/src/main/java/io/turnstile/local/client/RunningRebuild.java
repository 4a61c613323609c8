package io.turnstile.local.client;

import io.turnstile.platform.Rebuild;
import io.turnstile.platform.Rebuild.Progress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A rebuild in a service's database.
 *
 * @param data as the service names it
 */
public record RunningRebuild(String data, ServiceDatabase database) {
    private static final Duration PAUSE = Duration.ofMillis(500);

    public void request() {
        database.ask(connection -> {
            new Rebuild(data).request(connection);
            return null;
        });
    }

    /** Comes back when it is done. @param told how far it is, whenever that has changed */
    public void await(Consumer<String> told) {
        var last = "";
        Progress progress;
        do {
            progress = database.ask(new Rebuild(data)::progress);
            var line = line(progress);
            if (!line.equals(last)) {
                told.accept(line);
                last = line;
            }
            LockSupport.parkNanos(progress.finished() ? 0 : PAUSE.toNanos());
        } while (!progress.finished());
    }

    private static String line(Progress progress) {
        if (progress.finished()) {
            return "rebuilt from %d records".formatted(progress.total());
        }
        return progress.total() == 0
                ? "waits for the service to begin"
                : "read %d of %d records".formatted(progress.read(), progress.total());
    }
}
