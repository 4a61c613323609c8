package io.turnstile.acceptance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.curiousoddman.rgxgen.RgxGen;
import io.turnstile.acceptance.fuzz.ApiDocument.Operation;
import io.turnstile.acceptance.fuzz.ApiDocument.Schema;
import io.turnstile.acceptance.fuzz.Cast.Customer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Values that the document allows, for one request. */
record Values(ApiDocument document, Things things, Operation operation, Customer customer, RandomGenerator random) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> WORDS = List.of(
            "pier", "Ferry day", "Ünïcödé", "海上巴士", "a+b%20c", "O'Neill", "مرحبا", "\uD83C\uDF9F\uFE0F", "<b>", "~");
    private static final long SECONDS_UNTIL_2100 = 4_102_444_800L;

    JsonNode of(Schema schema, String name) {
        return things.find(operation, customer, name, schema.component(), random)
                .orElseGet(() -> generated(schema));
    }

    boolean hasThing(Schema schema, String name) {
        return things.find(operation, customer, name, schema.component(), random)
                .isPresent();
    }

    private JsonNode generated(Schema schema) {
        var json = schema.json();
        if (json.has("enum")) {
            return json.get("enum").get(random.nextInt(json.get("enum").size()));
        }
        return switch (json.path("type").asText()) {
            case "object" -> object(json);
            case "array" -> array(json);
            case "integer" -> JSON.numberNode(integer(json));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "string" -> JSON.textNode(text(schema));
            case String other -> throw new IllegalStateException("the fuzzing cannot make a value of type " + other);
        };
    }

    private ObjectNode object(JsonNode json) {
        var required = new HashSet<String>();
        json.path("required").forEach(name -> required.add(name.asText()));
        var object = JSON.objectNode();
        json.path("properties").properties().forEach(member -> {
            var schema = document.schema(member.getValue());
            if (required.contains(member.getKey()) || random.nextBoolean()) {
                var isNull = schema.json().path("nullable").asBoolean() && random.nextInt(5) == 0;
                object.set(member.getKey(), isNull ? JSON.nullNode() : of(schema, member.getKey()));
            }
        });
        return object;
    }

    /** What a list holds it holds once: elements differ, and objects differ in their first member. */
    private ArrayNode array(JsonNode json) {
        var items = document.schema(json.get("items"));
        var least = json.path("minItems").asInt(0);
        var most = Math.min(json.path("maxItems").asInt(4), least + 3);
        var length = random.nextInt(least, most + 1);
        var array = JSON.arrayNode();
        var seen = new HashSet<JsonNode>();
        for (var attempt = 0; array.size() < length && attempt < 4 * most; attempt++) {
            var element = of(items, "");
            if (seen.add(element.isObject() ? element.elements().next() : element)) {
                array.add(element);
            }
        }
        return array;
    }

    private long integer(JsonNode json) {
        var largest = json.path("format").asText().equals("int64") ? Long.MAX_VALUE : Integer.MAX_VALUE;
        var least = json.path("minimum").asLong(-largest);
        var most = json.path("maximum").asLong(largest);
        return switch (random.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            // One more could be too much.
            default -> most == Long.MAX_VALUE ? random.nextLong(least, most) : random.nextLong(least, most + 1);
        };
    }

    private String text(Schema schema) {
        var json = schema.json();
        if (schema.hasFormat("uuid")) {
            return new UUID(random.nextLong() & ~0xF000L | 0x7000L, random.nextLong() >>> 2 | Long.MIN_VALUE)
                    .toString();
        }
        if (schema.hasFormat("date-time")) {
            return dateTime();
        }
        var most = json.path("maxLength").asInt(100);
        var words = words(Math.max(1, json.path("minLength").asInt(1)), most);
        if (!json.has("pattern")) {
            return words;
        }
        var pattern = json.get("pattern").asText();
        return Pattern.compile(pattern).matcher(words).find()
                ? words
                : cut(RgxGen.parse(pattern.replaceAll("^\\^|\\$$", "")).generate(random), most);
    }

    private String dateTime() {
        var time = Instant.ofEpochSecond(random.nextLong(SECONDS_UNTIL_2100));
        return switch (random.nextInt(3)) {
            case 0 -> time.toString();
            case 1 -> time.plusMillis(random.nextInt(1, 1000)).toString();
            default ->
                time.atOffset(ZoneOffset.ofHoursMinutes(random.nextInt(-11, 12), 0))
                        .plusNanos(1000)
                        .toString();
        };
    }

    private String words(int least, int most) {
        var text = new StringBuilder();
        var length =
                switch (random.nextInt(8)) {
                    case 0 -> least;
                    case 1 -> most;
                    default -> Math.min(most, least + random.nextInt(20));
                };
        while (text.codePointCount(0, text.length()) < length) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(text.length() % 3 == 0 ? "-" : "");
        }
        return cut(text.toString(), length);
    }

    /** JSON Schema counts characters, not the units of UTF-16. */
    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
