package io.turnstile.acceptance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.platform.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The OpenAPI document: all that the fuzzing knows of any operation. */
final class ApiDocument {
    /** A rule that JSON Schema cannot say stands beside the schema, in words; breaking it may be answered with 400. */
    private static final String RULE = "x-rule";

    private final JsonNode document;

    private ApiDocument(JsonNode document) {
        this.document = document;
    }

    static ApiDocument read() {
        try {
            return new ApiDocument(new ObjectMapper()
                    .readTree(Repository.root()
                            .resolve("openapi/openapi-3.0.3.json")
                            .toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A schema, and the name of the component that it is, where it is one. */
    record Schema(JsonNode json, String component) {
        boolean is(String type) {
            return json.path("type").asText().equals(type);
        }

        boolean hasFormat(String format) {
            return json.path("format").asText().equals(format);
        }

        boolean hasRule() {
            return json.has(RULE);
        }
    }

    /** @param in path, query or header */
    record Parameter(String name, String in, boolean required, boolean hasRule, Schema schema) {}

    /**
     * @param service whose ports serve it
     * @param scheme how a caller shows who it is; absent where nobody asks
     * @param roles of whom one is needed
     */
    record Operation(
            String id,
            String method,
            String path,
            String service,
            Optional<String> scheme,
            List<String> roles,
            List<Parameter> parameters,
            Optional<Schema> body) {

        /** Those that are harmless to repeat for lack of any effect. */
        boolean isSafe() {
            return method.equals("GET");
        }
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        document.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> operations.add(operation(path.getKey(), method.getKey(), method.getValue()))));
        return operations;
    }

    Set<String> problemCodes() {
        var codes = new HashSet<String>();
        document.at("/components/schemas/ProblemCode/enum").forEach(code -> codes.add(code.asText()));
        return codes;
    }

    /** The schema itself, or the component that it refers to. */
    Schema schema(JsonNode json) {
        return new Schema(resolved(json), componentOf(json));
    }

    /** Where a field of this name is at odds with a rule in words, the operation may say 400 of it. */
    boolean hasRule(Operation operation, String field) {
        return operation.parameters().stream()
                        .anyMatch(parameter ->
                                parameter.hasRule() && parameter.name().equals(field))
                || operation.body().stream()
                        .flatMap(body -> body.json().path("properties").properties().stream())
                        .anyMatch(member -> schema(member.getValue()).hasRule()
                                && field.matches("\\Q" + member.getKey() + "\\E(\\[.*|\\..*)?"));
    }

    private Operation operation(String path, String method, JsonNode json) {
        var scheme = StreamSupport.stream(json.path("security").spliterator(), false)
                .flatMap(one -> one.properties().stream())
                .map(one -> one.getKey())
                .findFirst();
        return new Operation(
                json.get("operationId").asText(),
                method.toUpperCase(),
                path,
                json.at("/tags/0").asText(),
                scheme,
                texts(json.path("x-required-roles")),
                StreamSupport.stream(json.path("parameters").spliterator(), false)
                        .map(this::parameter)
                        .toList(),
                Optional.ofNullable(json.at("/requestBody/content/application~1json/schema"))
                        .filter(schema -> !schema.isMissingNode())
                        .map(this::schema));
    }

    private Parameter parameter(JsonNode reference) {
        var json = resolved(reference);
        return new Parameter(
                json.get("name").asText(),
                json.get("in").asText(),
                json.path("required").asBoolean(),
                json.has(RULE),
                // A parameter that is a component has a better name than its schema.
                reference.has("$ref")
                        ? new Schema(resolved(json.get("schema")), componentOf(reference))
                        : schema(json.get("schema")));
    }

    private JsonNode resolved(JsonNode json) {
        return json.has("$ref") ? resolved(document.at(json.get("$ref").asText().substring(1))) : json;
    }

    private static String componentOf(JsonNode json) {
        var reference = json.path("$ref").asText();
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
