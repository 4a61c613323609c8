package io.turnstile.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for what is, or looks like, somebody's secret in every file that git tracks or would track. */
final class SecretScan {
    /** @param text of the secret itself, not of its line */
    record Finding(String path, int line, String kind, String text) {
        @Override
        public String toString() {
            // A test's report is read by more people than the file may ever be.
            // Not the text: reports are read by more people than the repository.
            return "%s:%d %s of %d characters".formatted(path, line, kind, text.length());
        }
    }

    /** @param files which of the repository's; the first group of the form is the secret */
    private record Kind(String name, Pattern form, Predicate<String> files, Predicate<String> counts) {
        static Kind of(String name, String form) {
            return new Kind(name, Pattern.compile("(" + form + ")"), _ -> true, _ -> true);
        }
    }

    private static final List<Kind> KINDS = List.of(
            Kind.of("private key", "-----BEGIN [A-Z ]*PRIVATE KEY-----"),
            Kind.of("private JWK", "\"d\"\\s*:\\s*\"[\\w-]{20,}\""),
            Kind.of("symmetric JWK", "\"k\"\\s*:\\s*\"[\\w-]{20,}\""),
            Kind.of("webhook secret", "whsec_[\\w+/=-]{16,}"),
            Kind.of("token", "eyJ[\\w-]{8,}\\.[\\w-]*\\.[\\w.-]{8,}"),
            Kind.of("key of a cloud", "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\bAIza[\\w-]{35}\\b"),
            Kind.of("key of a forge", "\\bgh[oprsu]_\\w{36}|\\bgithub_pat_\\w{22,}|\\bglpat-[\\w-]{20}|\\bnpm_\\w{36}"),
            Kind.of("key of a chat or till", "\\bxox[abprs]-[\\w-]{10,}|\\b[rs]k_live_\\w{16,}"),
            Kind.of("password in a URL", "://[^/\\s:@\"'<>]+:[^/\\s:@\"'<>$]+@"),
            new Kind(
                    "password",
                    Pattern.compile("(?i)password\\w*\\\\?\"?\\s*[:=]\\s*\\\\?\"([^\"\\\\$\\s]{4,})"),
                    SecretScan::isNoTest,
                    // The name of a variable, or a place for one.
                    text -> !text.matches("[A-Z_]+|\\{\\w+}")),
            new Kind(
                    "password",
                    Pattern.compile("(?i)^[\\w\\s.%-]*password\\w*\\s*[:=]\\s*([^\\s$\"'{#][^\\s]{3,})"),
                    path -> path.matches(".*\\.(properties|ya?ml|env|ini)"),
                    _ -> true),
            new Kind(
                    "random bytes",
                    Pattern.compile("(?<![\\w+/-])([\\w+/-]{43,}={0,2}|[0-9a-fA-F]{64,})(?![\\w+/=-])"),
                    SecretScan::isNoTest,
                    SecretScan::isRandom));

    private static final List<String> BINARY = List.of(".png", ".jar", ".ico", ".gz", ".zip");

    private SecretScan() {}

    /** @param root of a git work tree */
    static List<Finding> of(Path root) {
        return tracked(root).stream()
                .filter(path -> BINARY.stream().noneMatch(path::endsWith))
                .filter(path -> Files.isRegularFile(root.resolve(path)))
                .flatMap(path -> of(path, read(root.resolve(path))))
                .toList();
    }

    static Stream<Finding> of(String path, String text) {
        var findings = new ArrayList<Finding>();
        var lines = text.lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            for (var kind : KINDS) {
                var found = kind.form().matcher(lines.get(i));
                while (kind.files().test(path) && found.find()) {
                    if (kind.counts().test(found.group(1))) {
                        findings.add(new Finding(path, i + 1, kind.name(), found.group(1)));
                    }
                }
            }
        }
        return findings.stream();
    }

    /** Tests make accounts and keys up by the dozen, for databases that end with them. */
    private static boolean isNoTest(String path) {
        return !path.contains("/src/test/java/");
    }

    /** Of 43 characters of base64 chance makes 5 bits each; of words, paths and names of tests there are fewer than 4.4. */
    private static boolean isRandom(String text) {
        return text.matches("[0-9a-fA-F]{64,}")
                || text.matches(".*[a-z].*")
                        && text.matches(".*[A-Z].*")
                        && text.matches(".*[0-9].*")
                        && bits(text) > 4.4;
    }

    private static double bits(String text) {
        var counts = text.chars().boxed().collect(Collectors.groupingBy(c -> c, Collectors.counting()));
        return counts.values().stream()
                .mapToDouble(count -> (double) count / text.length())
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }

    private static List<String> tracked(Path root) {
        try {
            // What is new and not ignored is about to be tracked.
            var git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                    .directory(root.toFile())
                    .start();
            var paths = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() != 0) {
                throw new AssertionError("git does not list the files of " + root);
            }
            return List.of(paths.split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
