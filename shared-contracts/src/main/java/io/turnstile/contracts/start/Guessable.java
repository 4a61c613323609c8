package io.turnstile.contracts.start;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Why somebody who was never told a secret may have it all the same; nothing where nobody can. */
public final class Guessable {
    private static final int SHORTEST_PASSWORD = 16;
    private static final int DIFFERENT_CHARACTERS = 8;
    /** What a hand types where a machine should have chosen; {@code _service} is in the name of every role. */
    private static final List<String> WORDS =
            List.of("password", "secret", "changeme", "postgres", "turnstile", "_service");

    /**
     * SHA-256 of keys that anybody can read: in this repository's tests, in the documentation of Standard Webhooks. A test
     * of the repository demands that the ones found there are listed.
     */
    private static final Set<String> PUBLISHED = Set.of(
            "f74e1720b76148810ffaeb4dc46a600cfa2fc3720e96da67a85a3dcb3f14c7a3",
            "640bcf020faf995ff89f2cda6aa82e743433a27ac4da83349643b355e59b1d49",
            "0b05482bbb7ff16bb1bee5eec3aaafadcdba7f9881fbb7ee2a920edc287d9e5b",
            "43b8b78c13a4227ef37ec80356eab175646319c44cb07923a762cd1d72485b95");

    private Guessable() {}

    /** A database's password: a machine made it, for machines. */
    public static Optional<String> password(String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            return Optional.of("is shorter than " + SHORTEST_PASSWORD + " characters");
        }
        if (password.chars().distinct().count() < DIFFERENT_CHARACTERS) {
            return Optional.of("has fewer than " + DIFFERENT_CHARACTERS + " different characters");
        }
        return WORDS.stream().anyMatch(password.toLowerCase(Locale.ROOT)::contains)
                ? Optional.of("holds a word that is tried first")
                : Optional.empty();
    }

    /**
     * @param keys comma separated, each base64 of either alphabet, behind {@code whsec_} or the name that it has; what is not
     *     of this form is for its reader to refuse
     * @param shortest in bytes
     */
    public static Optional<String> keys(String keys, int shortest) {
        var entries = keys.split(",");
        for (var i = 0; i < entries.length; i++) {
            var fault = decoded(entries[i]).flatMap(key -> key(key, shortest));
            if (fault.isPresent()) {
                return Optional.of(entries.length == 1 ? fault.get() : fault.get() + " (number " + (i + 1) + ")");
            }
        }
        return Optional.empty();
    }

    private static Optional<byte[]> decoded(String entry) {
        var text = entry.substring(entry.indexOf(':') + 1).strip();
        text = text.startsWith("whsec_") ? text.substring("whsec_".length()) : text;
        try {
            return Optional.of(Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> key(byte[] key, int shortest) {
        if (key.length < shortest) {
            return Optional.of("has a key shorter than " + shortest + " bytes");
        }
        if (isPattern(key)) {
            return Optional.of("has a key that is a pattern, not random");
        }
        return PUBLISHED.contains(fingerprint(key)) ? Optional.of("has a key that is published") : Optional.empty();
    }

    /** Few different bytes, a block again and again, or steps of one width. Chance makes one such key in ten thousand million. */
    private static boolean isPattern(byte[] key) {
        var different =
                IntStream.range(0, key.length).map(i -> key[i]).distinct().count();
        var repeats = IntStream.rangeClosed(1, key.length / 2)
                .anyMatch(block -> IntStream.range(block, key.length).allMatch(i -> key[i] == key[i - block]));
        var step = (byte) (key[1] - key[0]);
        var evenSteps = IntStream.range(1, key.length).allMatch(i -> (byte) (key[i] - key[i - 1]) == step);
        return different < Math.min(key.length, 32) / 2 || repeats || evenSteps;
    }

    private static String fingerprint(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
