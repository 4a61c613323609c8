package io.turnstile.contracts.qr;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens without the code under test, so that each part can be made wrong by itself. */
final class HandMade {
    private static final SecureRandom RANDOM = new SecureRandom();

    private HandMade() {}

    /** Sealed with AES in Galois/counter mode and this key, whatever the header says. */
    static String token(byte[] key, String header, byte[] payload, int ivBytes, int tagBytes) {
        var iv = random(ivBytes);
        var first = encode(header.getBytes(UTF_8));
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(tagBytes * Byte.SIZE, iv));
            cipher.updateAAD(first.getBytes(UTF_8));
            var sealed = cipher.doFinal(payload);
            var border = sealed.length - tagBytes;
            return String.join(
                    ".",
                    first,
                    "",
                    encode(iv),
                    encode(Arrays.copyOf(sealed, border)),
                    encode(Arrays.copyOfRange(sealed, border, sealed.length)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A setting of one key. */
    static QrTokens tokens(String kid, byte[] key) {
        return new QrTokens(kid + ":" + encode(key));
    }

    static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] decode(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    static byte[] joined(byte[] first, byte[] second) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first);
        bytes.writeBytes(second);
        return bytes.toByteArray();
    }
}
