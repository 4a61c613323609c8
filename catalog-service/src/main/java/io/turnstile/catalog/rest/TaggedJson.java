package io.turnstile.catalog.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes answers, each with a strong ETag over its very bytes. So the tag is the same on every replica. */
@Singleton
class TaggedJson {
    /** 16 bytes of SHA-256: two different answers never share a tag. */
    private static final int TAG_BYTES = 16;

    private final ObjectMapper json;

    TaggedJson(ObjectMapper json) {
        this.json = json;
    }

    TaggedAnswer of(Object body) {
        var bytes = bytes(body);
        return new TaggedAnswer(bytes, new EntityTag(HexFormat.of().formatHex(sha256(bytes), 0, TAG_BYTES)));
    }

    private byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(body.getClass() + " cannot be written as JSON", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
