package io.turnstile.local.suite;

import io.turnstile.local.LocalException;
import io.turnstile.local.issuer.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The Secrets of the manifests as files {@code <secret>/<key>} that only their owner may read. Each is made at random when
 * it is first asked for, and stays.
 */
public record Secrets(Path folder) {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Not a Secret of the manifests: a cluster has an issuer of its own. */
    private static final String ISSUER_KEY = "development-issuer/key.jwk";

    /** The value of a Secret's key; made where it is not there yet. */
    public synchronized String value(String secret, String key) {
        var file = folder.resolve(secret).resolve(key);
        try {
            if (Files.notExists(file)) {
                write(file, invent(secret, key));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SigningKey signingKey() {
        return SigningKey.ofJwk(value("development-issuer", "key.jwk"));
    }

    /** The file of a value that is there. */
    public Path file(String secret, String key) {
        return folder.resolve(secret).resolve(key);
    }

    private static String invent(String secret, String key) {
        return switch (secret + "/" + key) {
            case "payment-webhook/secrets" -> "whsec_" + Base64.getEncoder().encodeToString(random(32));
            case "qr-keys/keys" -> "k1:" + text(random(32));
            case "operator-token-key/key" -> text(random(32));
            case ISSUER_KEY -> SigningKey.inventJwk();
            case "first-supervisor/username" -> "sam";
            case String password when password.endsWith("/password") -> text(random(24));
            case String unknown ->
                throw new LocalException(
                        "the manifests ask for the secret " + unknown + ", and nobody said how the launcher makes one");
        };
    }

    /** Never a moment in which others may read it, and never half a file. */
    static void write(Path file, String content) throws IOException {
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        for (var folder : new Path[] {file.getParent().getParent(), file.getParent()}) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, ownerOnly);
        }
        var whole = Files.createTempFile(
                file.getParent(),
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(whole, content);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
