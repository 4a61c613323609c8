package io.turnstile.catalog.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An answer that may be given to many: whole, or as 304 to a caller that has it already. */
record TaggedAnswer(byte[] json, EntityTag tag) {
    private static final Pattern COMMA = Pattern.compile(",");

    Response to(HttpHeaders request) {
        var quoted = '"' + tag.getValue() + '"';
        var known = known(request).anyMatch(etag -> etag.equals("*") || etag.equals(quoted));
        var response = known ? Response.notModified() : Response.ok(json, MediaType.APPLICATION_JSON_TYPE);
        // A cache may keep the answer but must ask each time: availability changes with every order.
        return response.tag(tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }

    /** If-None-Match compares weakly (RFC 9110, 13.1.2): a cache on the way may have made W/"x" of "x". */
    private static Stream<String> known(HttpHeaders request) {
        var header = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        return header == null
                ? Stream.empty()
                : COMMA.splitAsStream(header)
                        .map(String::strip)
                        .map(etag -> etag.startsWith("W/") ? etag.substring(2) : etag);
    }
}
