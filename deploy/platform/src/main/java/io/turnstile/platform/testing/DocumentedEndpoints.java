package io.turnstile.platform.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.platform.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** The endpoints of the API document. */
final class DocumentedEndpoints {
    private DocumentedEndpoints() {}

    /** As {@code GET /orders/{}}: what a path parameter is called is nobody's business but its own. */
    static SortedSet<String> ofTag(String tag) {
        var endpoints = new TreeSet<String>();
        document().path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> hasTag(operation.getValue(), tag))
                .map(operation -> endpoint(operation.getKey(), path.getKey()))
                .forEach(endpoints::add));
        return endpoints;
    }

    static String endpoint(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^}]*}", "{}");
    }

    private static boolean hasTag(JsonNode operation, String tag) {
        return StreamSupport.stream(operation.path("tags").spliterator(), false)
                .anyMatch(listed -> listed.asText().equals(tag));
    }

    private static JsonNode document() {
        var document = Repository.root().resolve("openapi").resolve("openapi-3.0.3.json");
        try {
            return new ObjectMapper().readTree(document.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
