package io.turnstile.platform.testing;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.turnstile.contracts.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assertions;

/** Holds events against their published JSON Schemas. */
public final class EventSchemas {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private EventSchemas() {}

    /**
     * Fails where the payload breaks the schema of its event.
     *
     * @param type a CloudEvents type ({@code turnstile.OrderPaid.v1}) or an event's plain name ({@code OrderPaid})
     */
    public static void assertValid(String type, String payload) {
        var violations = SCHEMAS.computeIfAbsent(nameOf(type), EventSchemas::load)
                .validate(payload, InputFormat.JSON, execution -> execution
                        .getExecutionConfig()
                        .setFormatAssertionsEnabled(true));
        Assertions.assertTrue(violations.isEmpty(), () -> type + " breaks its schema: " + violations + "\n" + payload);
    }

    static String nameOf(String type) {
        return type.startsWith("turnstile.") ? type.split("\\.")[1] : type;
    }

    private static JsonSchema load(String name) {
        var resource = "/schemas/" + name + ".schema.json";
        try (var schema = Event.class.getResourceAsStream(resource)) {
            Assertions.assertNotNull(schema, () -> "no schema is published for " + name);
            return FACTORY.getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
