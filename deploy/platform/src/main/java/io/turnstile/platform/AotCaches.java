package io.turnstile.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM's caches of what it found out about a program in an earlier run, one per program: its classes, read, checked and
 * linked (JEP 483), and how its methods are used, so that the compilers need not watch them for minutes (JEP 515). A program
 * that has one starts faster and is fast sooner. One without is slower for a while, and nothing else. A cache that does not
 * fit, because a jar has changed since, is not to be given to it: the JVM notices, and holds it in memory all the same.
 */
public final class AotCaches {
    /** On two processors eight programs do it at once. */
    private static final Duration TO_WRITE = Duration.ofMinutes(5);

    private enum Use {
        NONE,
        SHORT_LIVED,
        START,
        RECORD
    }

    private final Path folder;
    private final Use use;

    private AotCaches(Path folder, Use use) {
        this.folder = folder;
        this.use = use;
    }

    public static AotCaches none() {
        return new AotCaches(Path.of(""), Use.NONE);
    }

    /**
     * Programs start without a cache, and are compiled quickly and never again: what the optimising compiler makes of them
     * is worth its time to who runs for longer than some minutes, and on few processors it keeps everybody waiting.
     */
    public static AotCaches noneForShortLives() {
        return new AotCaches(Path.of(""), Use.SHORT_LIVED);
    }

    /** Programs start with the caches that the folder has. */
    public static AotCaches in(Path folder) {
        return new AotCaches(folder, Use.START);
    }

    /** Programs note what they do, and write their caches when they end. */
    public static AotCaches recordedInto(Path folder) {
        return new AotCaches(folder, Use.RECORD);
    }

    /**
     * How to start a Java program.
     *
     * @param program processes with the same name have the same cache
     * @param arguments what comes behind {@code java}
     */
    public List<String> java(String program, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        switch (use) {
            case NONE -> {}
            case SHORT_LIVED -> command.add("-XX:TieredStopAtLevel=1");
            case START -> {
                if (Files.exists(cache(program))) {
                    // The JVM would say why a cache does not fit.
                    command.addAll(List.of("-XX:AOTCache=" + cache(program), "-Xlog:cds*=off,aot*=off"));
                }
            }
            case RECORD -> command.addAll(List.of("-XX:AOTCacheOutput=" + cache(program), "-Xlog:cds*=off,aot*=off"));
        }
        command.addAll(arguments);
        return command;
    }

    /** How long a program may take to end before it is killed: one that is recorded writes its cache then. */
    public Duration patience(Duration usual) {
        return use == Use.RECORD ? TO_WRITE : usual;
    }

    /** @throws PlatformException where a program that has ended left no cache */
    public void requireWritten(String program) {
        if (Files.notExists(cache(program))) {
            throw new PlatformException("no cache of " + program + " was written in " + folder);
        }
    }

    private Path cache(String program) {
        return folder.resolve(program + ".aot");
    }
}
