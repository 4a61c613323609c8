package io.turnstile.contracts.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Record, schema and example of every event say the same. */
class EventContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    static List<Class<?>> events() {
        return Arrays.stream(Event.class.getPermittedSubclasses())
                .flatMap(stream -> Arrays.stream(stream.getPermittedSubclasses()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_example_fits_the_schema(Class<?> event) throws IOException {
        var errors = schema(event).validate(example(event), InputFormat.JSON, formats -> formats.getExecutionConfig()
                .setFormatAssertionsEnabled(true));
        assertTrue(errors.isEmpty(), errors::toString);
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_record_reads_the_example_and_writes_it_again(Class<?> event) throws IOException {
        var example = example(event);
        var written = EventJson.write((Event) EventJson.read(example, event));
        assertEquals(JSON.readTree(example), JSON.readTree(written));
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_record_has_exactly_the_schemas_properties(Class<?> event) throws IOException {
        var inSchema = StreamSupport.stream(
                        ((Iterable<String>) () ->
                                        schemaNode(event).get("properties").fieldNames())
                                .spliterator(),
                        false)
                .sorted()
                .toList();
        var inRecord = Arrays.stream(event.getRecordComponents())
                .map(component ->
                        component.getName().replaceAll("([A-Z])", "_$1").toLowerCase())
                .sorted()
                .toList();
        assertEquals(inSchema, inRecord);
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_required_member_that_is_missing_is_refused_by_schema_and_record(Class<?> event) throws IOException {
        for (var required : schemaNode(event).get("required")) {
            var broken = (ObjectNode) JSON.readTree(example(event));
            broken.remove(required.asText());
            assertFalse(
                    schema(event).validate(broken.toString(), InputFormat.JSON).isEmpty(), required::asText);
            if (!broken.toString().isEmpty() && !isPrimitive(event, required.asText())) {
                assertThrows(
                        JsonProcessingException.class,
                        () -> EventJson.read(broken.toString(), event),
                        required::asText);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_member_of_a_later_version_is_ignored(Class<?> event) throws IOException {
        var later = ((ObjectNode) JSON.readTree(example(event))).put("member_of_tomorrow", "x");
        assertEquals(EventJson.read(example(event), event), EventJson.read(later.toString(), event));
    }

    private static boolean isPrimitive(Class<?> event, String property) {
        return Arrays.stream(event.getRecordComponents())
                .filter(component -> component
                        .getName()
                        .replaceAll("([A-Z])", "_$1")
                        .toLowerCase()
                        .equals(property))
                .anyMatch(component -> component.getType().isPrimitive());
    }

    private static JsonSchema schema(Class<?> event) {
        return SCHEMAS.getSchema(schemaNode(event));
    }

    private static JsonNode schemaNode(Class<?> event) {
        try {
            return JSON.readTree(text("/schemas/" + event.getSimpleName() + ".schema.json"));
        } catch (IOException e) {
            throw new AssertionError(event + " has no readable schema", e);
        }
    }

    private static String example(Class<?> event) throws IOException {
        return text("/examples/" + event.getSimpleName() + ".json");
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = EventContractTest.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("there is no " + resource);
            }
            return new String(in.readAllBytes());
        }
    }
}
