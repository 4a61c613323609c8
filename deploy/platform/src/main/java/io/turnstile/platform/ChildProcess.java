package io.turnstile.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * An operating system process that belongs to a data folder. Its id and start are noted there, so that a later start can
 * stop what an earlier one left running when it was killed.
 */
final class ChildProcess {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final int LINES_SHOWN = 15;

    private final String name;
    private final Process process;
    private final Path output;
    private final StopSignal stopSignal;
    private final Duration patience;

    private ChildProcess(String name, Process process, Path output, StopSignal stopSignal, Duration patience) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.stopSignal = stopSignal;
        this.patience = patience;
    }

    /** How a process is asked to end in good order. */
    enum StopSignal {
        TERM,
        /** PostgreSQL's fast shutdown: it ends its clients' sessions rather than waiting for them. */
        INT
    }

    /** @param patience after which it is killed where it was asked to end and has not */
    static ChildProcess start(
            String name,
            DataFolder folder,
            StopSignal stopSignal,
            Duration patience,
            List<String> command,
            Map<String, String> environment) {
        var output = folder.logs().resolve(name + ".out");
        var builder = new ProcessBuilder(inOwnSession(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            PidFile.of(folder, name).write(process.toHandle());
            return new ChildProcess(name, process, output, stopSignal, patience);
        } catch (IOException e) {
            throw new PlatformException(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Ctrl-C in a terminal then reaches the launcher alone, which stops the parts in their order. */
    private static List<String> inOwnSession(List<String> command) {
        if (!Files.isExecutable(SETSID)) {
            return command;
        }
        var wrapped = new ArrayList<String>(command.size() + 1);
        wrapped.add(SETSID.toString());
        wrapped.addAll(command);
        return wrapped;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** @throws PlatformException when the process ends first or the limit passes; it says the end of what it said */
    void awaitReady(Duration limit, BooleanSupplier ready) {
        var deadline = Instant.now().plus(limit);
        while (!ready.getAsBoolean()) {
            if (pauseUnlessEnded()) {
                throw new PlatformException("%s ended with exit code %d. The end of %s:%n%s"
                        .formatted(name, process.exitValue(), output, endOfOutput()));
            }
            if (Instant.now().isAfter(deadline)) {
                stop();
                throw new PlatformException("%s did not answer within %d s. The end of %s:%n%s"
                        .formatted(name, limit.toSeconds(), output, endOfOutput()));
            }
        }
    }

    private boolean pauseUnlessEnded() {
        try {
            return process.waitFor(25, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while " + name + " was starting", e);
        }
    }

    String endOfOutput() {
        try {
            var lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        Stopping.stop(process.toHandle(), stopSignal, patience);
    }
}
