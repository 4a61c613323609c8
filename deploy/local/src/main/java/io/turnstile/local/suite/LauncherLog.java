package io.turnstile.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the gateway and the libraries have to say goes to a file: the terminal is for the person. */
public final class LauncherLog {
    private static final int MOST_BYTES = 10_000_000;

    private LauncherLog() {}

    public static void writeTo(DataFolder folder) {
        var root = Logger.getLogger("");
        for (Handler console : root.getHandlers()) {
            root.removeHandler(console);
        }
        try {
            var file = new FileHandler(folder.logs().resolve("launcher.log").toString(), MOST_BYTES, 1, true);
            file.setFormatter(new SimpleFormatter());
            root.addHandler(file);
            root.setLevel(Level.WARNING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
