package io.turnstile.venue.usecase;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Names places so that one is known again and nobody who reads the database learns its address. Without a key that the
 * database does not hold, four billion addresses would be tried in minutes. With another OPERATOR_TOKEN_KEY all places
 * are new.
 */
@ApplicationScoped
class PlaceNames {
    private static final int BYTES = 16;

    private final SecretKey key;

    PlaceNames(OperatorTokens tokens) {
        this.key = tokens.keyFor("names of places");
    }

    String of(String address) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(address.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
