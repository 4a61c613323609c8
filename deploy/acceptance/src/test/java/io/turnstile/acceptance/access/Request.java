package io.turnstile.acceptance.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request that succeeds for whoever is allowed.
 *
 * @param body may be null
 * @param trace where it changes something
 * @param about a word of the answer that only those see whom it concerns; may be null where everybody sees the same
 */
record Request(
        String method, String path, Map<String, String> headers, String body, Optional<Trace> trace, String about) {

    /** REST Assured would take longer than the services do. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Request get(String path) {
        return new Request("GET", path, Map.of(), null, Optional.empty(), null);
    }

    static Request post(String path) {
        return new Request("POST", path, Map.of(), null, Optional.empty(), null);
    }

    static Request put(String path) {
        return new Request("PUT", path, Map.of(), null, Optional.empty(), null);
    }

    Request header(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Request(method, path, more, body, trace, about);
    }

    Request json(String body) {
        return new Request(method, path, headers, body, trace, about);
    }

    Request changes(String database, String table, String column, String value) {
        var trace = Optional.of(new Trace(database, table, column, value));
        return new Request(method, path, headers, body, trace, about);
    }

    Request about(String word) {
        return new Request(method, path, headers, body, trace, word);
    }

    /** @param token may be null */
    HttpResponse<String> send(String baseUri, String token) {
        var sending = HttpRequest.newBuilder(URI.create(baseUri + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(sending::header);
        if (token != null) {
            sending.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            sending.header("Content-Type", "application/json");
        }
        try {
            return HTTP.send(sending.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
