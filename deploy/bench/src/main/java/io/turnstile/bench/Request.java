package io.turnstile.bench;

/**
 * One request of a load.
 *
 * @param token bearer token; null: none
 * @param key idempotency key; null: none
 * @param etag of the answer that the client has already; null: it has none
 * @param body JSON on one line; null: none
 */
public record Request(String method, String path, String token, String key, String etag, String body) {
    public static Request get(String path, String token) {
        return new Request("GET", path, token, null, null, null);
    }

    public static Request getUnlessSame(String path, String etag) {
        return new Request("GET", path, null, null, etag, null);
    }

    public static Request post(String path, String token, String key, String body) {
        return new Request("POST", path, token, key, null, body);
    }

    /** As {@code wrk.lua} reads it. */
    String line() {
        return String.join("\t", method, path, text(token), text(key), text(etag), text(body));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
