package io.turnstile.local;

import io.turnstile.platform.PlatformException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Says in one line what went wrong: whoever reads it looks at a terminal, not at the source. */
final class FaultLine {
    private FaultLine() {}

    static String of(Throwable fault) {
        return "turnstile: " + text(fault);
    }

    private static String text(Throwable fault) {
        return switch (fault) {
            case LocalException said -> said.getMessage();
            case PlatformException said -> fileSystem(said).orElseGet(() -> firstLine(said.getMessage()));
            case CompletionException wrapper when wrapper.getCause() != null -> text(wrapper.getCause());
            default -> fileSystem(fault).orElseGet(() -> firstLine(String.valueOf(fault)));
        };
    }

    private static Optional<String> fileSystem(Throwable fault) {
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            var line =
                    switch (cause) {
                        case AccessDeniedException denied -> denied.getFile() + " may not be written";
                        case FileSystemException file
                        when file.getReason() != null -> file.getFile() + ": " + file.getReason();
                        case IOException io
                        when String.valueOf(io.getMessage()).contains("No space left") -> "the disk is full";
                        default -> null;
                    };
            if (line != null) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    static String firstLine(String text) {
        return text == null
                ? "failed"
                : text.lines().findFirst().orElse("failed").strip();
    }
}
