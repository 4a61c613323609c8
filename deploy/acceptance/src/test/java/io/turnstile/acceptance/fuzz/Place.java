package io.turnstile.acceptance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.acceptance.fuzz.ApiDocument.Parameter;
import io.turnstile.acceptance.fuzz.ApiDocument.Schema;
import java.util.Map;

/** Where a value stands in a request, and what the document wants there. */
sealed interface Place {
    Schema schema();

    /** As a refusal names it, such as {@code items[0].qty}. */
    String field();

    boolean isRequired();

    JsonNode value();

    void put(JsonNode value);

    void remove();

    /** The whole body. */
    record Whole(Draft draft, Schema schema) implements Place {
        @Override
        public String field() {
            return "body";
        }

        @Override
        public boolean isRequired() {
            return true;
        }

        @Override
        public JsonNode value() {
            return draft.body();
        }

        @Override
        public void put(JsonNode value) {
            draft.setBody(value);
        }

        @Override
        public void remove() {
            draft.setBody(null);
        }
    }

    record Member(ObjectNode parent, String name, String field, boolean isRequired, Schema schema) implements Place {
        @Override
        public JsonNode value() {
            return parent.get(name);
        }

        @Override
        public void put(JsonNode value) {
            parent.set(name, value);
        }

        @Override
        public void remove() {
            parent.remove(name);
        }
    }

    record Element(ArrayNode parent, int index, String field, Schema schema) implements Place {
        @Override
        public boolean isRequired() {
            return false;
        }

        @Override
        public JsonNode value() {
            return parent.get(index);
        }

        @Override
        public void put(JsonNode value) {
            parent.set(index, value);
        }

        @Override
        public void remove() {
            parent.remove(index);
        }
    }

    /** A parameter; its text is what {@code asText} makes of the value. */
    record Sent(Map<Parameter, JsonNode> parameters, Parameter parameter) implements Place {
        @Override
        public Schema schema() {
            return parameter.schema();
        }

        @Override
        public String field() {
            return parameter.name();
        }

        @Override
        public boolean isRequired() {
            return parameter.required();
        }

        @Override
        public JsonNode value() {
            return parameters.get(parameter);
        }

        @Override
        public void put(JsonNode value) {
            parameters.put(parameter, value);
        }

        @Override
        public void remove() {
            parameters.remove(parameter);
        }
    }
}
