package io.turnstile.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM's archives of classes that it has read and checked before (JEP 350), one per program. A program that has one
 * starts faster. One without starts slower, and nothing else. An archive that does not fit, because a jar has changed since,
 * is not to be given to it: the JVM notices, and holds it in memory all the same.
 */
public final class ClassArchives {
    private enum Use {
        NONE,
        START,
        RECORD
    }

    private final Path folder;
    private final Use use;

    private ClassArchives(Path folder, Use use) {
        this.folder = folder;
        this.use = use;
    }

    public static ClassArchives none() {
        return new ClassArchives(Path.of(""), Use.NONE);
    }

    /** Programs start with the archives that the folder has. */
    public static ClassArchives in(Path folder) {
        return new ClassArchives(folder, Use.START);
    }

    /** Programs note what they load, and {@link #keep} writes it down. */
    public static ClassArchives recordedInto(Path folder) {
        return new ClassArchives(folder, Use.RECORD);
    }

    /**
     * How to start a Java program.
     *
     * @param program processes with the same name have the same archive
     * @param arguments what comes behind {@code java}
     */
    public List<String> java(String program, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        switch (use) {
            case NONE -> {}
            case START -> {
                if (Files.exists(archive(program))) {
                    // The JVM would say why an archive does not fit.
                    command.addAll(List.of("-XX:SharedArchiveFile=" + archive(program), "-Xlog:cds*=off,aot*=off"));
                }
            }
            case RECORD -> command.add("-XX:+RecordDynamicDumpInfo");
        }
        command.addAll(arguments);
        return command;
    }

    /**
     * Writes a recorded program's archive while it runs; afterwards the program is to be stopped. The archive appears when
     * it is whole.
     *
     * @throws PlatformException where the JVM writes none
     */
    public void keep(String program, long pid) {
        var unfinished = folder.resolve(program + ".unfinished");
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var command = List.of(jcmd, Long.toString(pid), "VM.cds", "dynamic_dump", unfinished.toString());
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(program + ".log").toFile())
                    .start();
            if (process.waitFor() != 0 || Files.notExists(unfinished)) {
                throw new PlatformException("no archive of " + program + " was made, see its log in " + folder);
            }
            Files.move(unfinished, archive(program), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the archive of " + program + " cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while the archive of " + program + " was made", e);
        }
    }

    private Path archive(String program) {
        return folder.resolve(program + ".jsa");
    }
}
