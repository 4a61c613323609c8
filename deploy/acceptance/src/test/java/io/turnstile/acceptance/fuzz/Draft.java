package io.turnstile.acceptance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.acceptance.fuzz.ApiDocument.Operation;
import io.turnstile.acceptance.fuzz.ApiDocument.Parameter;
import io.turnstile.acceptance.fuzz.ApiDocument.Schema;
import io.turnstile.acceptance.fuzz.Cast.Customer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A request whose values may still change. */
final class Draft {
    /** A header that is optional in the schema and, the document says in words, is not. */
    private static final Set<String> WANTED = Set.of("Idempotency-Key");

    private final ApiDocument document;
    private final Operation operation;
    private final Customer customer;
    private final Map<Parameter, JsonNode> parameters = new LinkedHashMap<>();
    private JsonNode body;

    private Draft(ApiDocument document, Operation operation, Customer customer) {
        this.document = document;
        this.operation = operation;
        this.customer = customer;
    }

    /** A request that the document allows, in every word of it. */
    static Draft of(Values values) {
        var draft = new Draft(values.document(), values.operation(), values.customer());
        for (var parameter : values.operation().parameters()) {
            if (parameter.required() || WANTED.contains(parameter.name()) || draft.isChosen(parameter, values)) {
                draft.parameters.put(parameter, values.of(parameter.schema(), parameter.name()));
            }
        }
        // A cursor carries what its first page was asked for, and goes alone.
        if (draft.parameters.keySet().stream()
                .anyMatch(parameter -> parameter.name().equals("cursor"))) {
            draft.parameters
                    .keySet()
                    .removeIf(parameter -> parameter.in().equals("query")
                            && !Set.of("cursor", "limit").contains(parameter.name()));
        }
        values.operation().body().ifPresent(schema -> draft.body = values.of(schema, ""));
        return draft;
    }

    /** What a rule in words is about is left out where nothing is known that keeps the rule. */
    private boolean isChosen(Parameter parameter, Values values) {
        return values.random().nextBoolean()
                && (!parameter.hasRule() || values.hasThing(parameter.schema(), parameter.name()));
    }

    Operation operation() {
        return operation;
    }

    Customer customer() {
        return customer;
    }

    JsonNode body() {
        return body;
    }

    void setBody(JsonNode body) {
        this.body = body;
    }

    /** Every place that has a value. */
    List<Place> places() {
        var places = new ArrayList<Place>();
        parameters.keySet().forEach(parameter -> places.add(new Place.Sent(parameters, parameter)));
        operation.body().ifPresent(schema -> {
            places.add(new Place.Whole(this, schema));
            addInside(body, schema, "", places);
        });
        return places;
    }

    private void addInside(JsonNode value, Schema schema, String field, List<Place> places) {
        switch (value) {
            case ObjectNode object -> {
                var required = StreamSupport.stream(
                                schema.json().path("required").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet());
                object.properties().forEach(member -> {
                    var name = member.getKey();
                    var inside =
                            document.schema(schema.json().path("properties").path(name));
                    var path = field.isEmpty() ? name : field + "." + name;
                    places.add(new Place.Member(object, name, path, required.contains(name), inside));
                    addInside(member.getValue(), inside, path, places);
                });
            }
            case ArrayNode array -> {
                var inside = document.schema(schema.json().path("items"));
                for (var i = 0; i < array.size(); i++) {
                    var path = field + "[" + i + "]";
                    places.add(new Place.Element(array, i, path, inside));
                    addInside(array.get(i), inside, path, places);
                }
            }
            default -> {}
        }
    }

    /** As it is written, but for what shows who sends it. */
    Message message() {
        var bytes = body == null ? null : Json.text(body).getBytes(StandardCharsets.UTF_8);
        var message = new Message(operation.method(), target(), bytes);
        parameters.forEach((parameter, value) -> {
            if (parameter.in().equals("header")) {
                // A line break would make two headers of one: another request, not a broken one.
                message.add(parameter.name(), Message.utf8(text(value)).replaceAll("[\r\n]", "\t"));
            }
        });
        return message;
    }

    private String target() {
        var path = operation.path();
        var query = new StringBuilder();
        for (var parameter : parameters.entrySet()) {
            var name = parameter.getKey().name();
            switch (parameter.getKey().in()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(text(parameter.getValue())));
                case "query" ->
                    texts(parameter.getValue()).forEach(text -> query.append(query.isEmpty() ? '?' : '&')
                            .append(name)
                            .append('=')
                            .append(encoded(text)));
                default -> {}
            }
        }
        return path + query;
    }

    /** An element each of a list, which is a parameter given more than once. */
    /** In a path or a header, which hold one. */
    static String text(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    static List<String> texts(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(value.asText());
    }

    Map<Parameter, JsonNode> parameters() {
        return parameters;
    }

    /** RFC 3986: everything but the unreserved characters in the form of its bytes. */
    static String encoded(String text) {
        var encoded = new StringBuilder();
        for (var b : text.getBytes(StandardCharsets.UTF_8)) {
            var isUnreserved = b > 0 && (Character.isLetterOrDigit(b) || "-._~".indexOf(b) >= 0);
            encoded.append(isUnreserved ? String.valueOf((char) b) : "%%%02X".formatted(b));
        }
        return encoded.toString();
    }
}
