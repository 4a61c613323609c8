package io.turnstile.local.suite;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Tells the person at the terminal what happens, and when since the start. */
public final class Progress {
    private final PrintWriter out;
    private final Clock clock;
    private final Instant begin;

    public Progress(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.begin = clock.instant();
    }

    public void say(String line) {
        out.printf("%6.1f s  %s%n", Duration.between(begin, clock.instant()).toMillis() / 1000.0, line);
        out.flush();
    }

    /** A text that stands for itself. */
    public void show(String text) {
        out.println(text);
        out.flush();
    }
}
