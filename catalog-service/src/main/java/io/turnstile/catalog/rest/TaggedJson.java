package io.turnstile.catalog.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Answers with a strong ETag over the very bytes of the answer, and with 304 to a caller that has them already. The tag
 * is the same on every replica.
 */
@Singleton
class TaggedJson {
    /** 16 bytes of SHA-256: two different answers never share a tag. */
    private static final int TAG_BYTES = 16;

    private final ObjectMapper json;

    TaggedJson(ObjectMapper json) {
        this.json = json;
    }

    Response answer(HttpHeaders request, Object body) {
        var bytes = bytes(body);
        var tag = new EntityTag(HexFormat.of().formatHex(sha256(bytes), 0, TAG_BYTES));
        var quoted = '"' + tag.getValue() + '"';
        var known = known(request).anyMatch(etag -> etag.equals("*") || etag.equals(quoted));
        var response = known ? Response.notModified() : Response.ok(bytes, MediaType.APPLICATION_JSON_TYPE);
        // A cache may keep the answer but must ask each time: availability changes with every order.
        return response.tag(tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }

    /** If-None-Match compares weakly (RFC 9110, 13.1.2): a cache on the way may have made W/"x" of "x". */
    private static Stream<String> known(HttpHeaders request) {
        var header = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        return header == null
                ? Stream.empty()
                : Pattern.compile(",").splitAsStream(header).map(etag -> etag.strip()
                        .replaceFirst("^W/", ""));
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
