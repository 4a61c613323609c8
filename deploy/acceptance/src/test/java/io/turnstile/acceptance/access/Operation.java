package io.turnstile.acceptance.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.platform.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the OpenAPI document says of an operation.
 *
 * @param service the name of the service that serves it
 * @param scheme the name of its security scheme; empty where everybody may
 * @param roles one of them is needed
 */
record Operation(String method, String path, String service, Optional<String> scheme, Set<String> roles) {

    /** By their names, as {@code GET /orders}. */
    static SortedMap<String, Operation> ofDocument() {
        var operations = new TreeMap<String, Operation>();
        document().path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> member.getValue().has("responses"))
                .map(member -> of(member.getKey().toUpperCase(Locale.ROOT), path.getKey(), member.getValue()))
                .forEach(operation -> operations.put(operation.name(), operation)));
        return operations;
    }

    String name() {
        return method + " " + path;
    }

    private static Operation of(String method, String path, JsonNode operation) {
        var roles = new TreeSet<String>();
        operation.path("x-required-roles").forEach(role -> roles.add(role.asText()));
        return new Operation(
                method, path, operation.at("/tags/0").asText(), scheme(method + " " + path, operation), roles);
    }

    /** One scheme, or none; that nothing is said is not taken for permission. */
    private static Optional<String> scheme(String name, JsonNode operation) {
        var security = operation.path("security");
        if (!security.isArray() || security.size() > 1 || security.path(0).size() > 1) {
            throw new IllegalStateException(name + " must name one security scheme, or say that it has none");
        }
        return Optional.ofNullable(security.path(0).fieldNames())
                .filter(names -> names.hasNext())
                .map(names -> names.next());
    }

    private static JsonNode document() {
        try {
            return new ObjectMapper()
                    .readTree(Repository.root()
                            .resolve("openapi/openapi-3.0.3.json")
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
