package io.turnstile.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine. */
final class Program {
    private Program() {}

    /** On the PATH, or where Debian keeps PostgreSQL's: several versions side by side, none on the PATH. */
    static Optional<Path> find(String name, String debianPackage) {
        var path = Arrays.stream(System.getenv("PATH").split(":")).map(Path::of);
        return Stream.concat(path, postgresFolders(debianPackage))
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> postgresFolders(String debianPackage) {
        var root = Path.of("/usr/lib/postgresql");
        if (!debianPackage.startsWith("postgresql") || Files.notExists(root)) {
            return Stream.empty();
        }
        try (var versions = Files.list(root)) {
            return versions.map(version -> version.resolve("bin")).sorted().toList().reversed().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String run(String... command) {
        return run(Map.of(), command);
    }

    /** @return all that it said. @throws BenchException where it failed */
    static String run(Map<String, String> environment, String... command) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchException(List.of(command).getFirst() + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** A resource as a file, for programs that read none of ours. */
    static Path unpack(String resource, Path folder) {
        var file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        try (var in = Program.class.getResourceAsStream(resource)) {
            Files.write(file, in.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
