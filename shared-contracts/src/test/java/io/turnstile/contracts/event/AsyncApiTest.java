package io.turnstile.contracts.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document names every stream and event, and nothing else. */
class AsyncApiTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private final JsonNode document = read();

    @Test
    void every_stream_lists_exactly_its_events() {
        var documented = new TreeMap<String, Set<String>>();
        document.get("channels")
                .forEach(channel -> documented.put(channel.get("address").asText(), names(channel.get("messages"))));
        var inCode = Arrays.stream(Stream.values()).collect(Collectors.toMap(Stream::topic, AsyncApiTest::events));
        assertEquals(new TreeMap<>(inCode), documented);
    }

    @Test
    void every_message_carries_its_type_and_schema() {
        var documented = new TreeMap<String, String>();
        document.at("/components/messages").properties().forEach(message -> {
            assertEquals(
                    "schemas/" + message.getKey() + ".schema.json",
                    message.getValue().at("/payload/$ref").asText());
            documented.put(message.getKey(), message.getValue().get("name").asText());
        });
        Map<String, String> inCode = Arrays.stream(Stream.values())
                .flatMap(stream -> events(stream).stream())
                .collect(Collectors.toMap(Function.identity(), event -> "turnstile." + event + ".v1"));
        assertEquals(new TreeMap<>(inCode), documented);
    }

    @Test
    void there_is_no_schema_or_example_of_an_event_that_does_not_exist() throws IOException {
        var events = Arrays.stream(Stream.values())
                .flatMap(stream -> events(stream).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(events, files("schemas", ".schema.json"));
        assertEquals(events, files("examples", ".json"));
    }

    private static Set<String> events(Stream stream) {
        return Arrays.stream(Event.class.getPermittedSubclasses())
                .filter(events -> Stream.of(events.asSubclass(Event.class)) == stream)
                .flatMap(events -> Arrays.stream(events.getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> files(String folder, String ending) throws IOException {
        try (var files = Files.list(RESOURCES.resolve(folder))) {
            return files.map(file -> file.getFileName().toString().replace(ending, ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(RESOURCES.resolve("asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
