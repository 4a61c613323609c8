package io.turnstile.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralJsonTest {
    private final ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());

    LiteralJsonTest() {
        new LiteralJson().customize(mapper);
    }

    private enum Kind {
        ONE,
        @JsonProperty("two")
        TWO
    }

    private record Body(String text, Integer number, Instant time, Kind kind) {}

    @Test
    void texts_numbers_and_times_are_read() throws IOException {
        assertEquals(
                new Body("\uD83C\uDFAB", 1, Instant.parse("2026-03-01T09:00:00Z"), Kind.TWO),
                read(
                        "{\"text\":\"\uD83C\uDFAB\",\"number\":1,\"time\":\"2026-03-01T17:00:00+08:00\",\"kind\":\"two\"}",
                        StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"number\":1,\"number\":2}",
                "{\"number\":1.0}",
                "{\"number\":1E1000000000}",
                "{\"text\":\"\\u0000\"}",
                "{\"text\":\"\\ud800\"}",
                "{\"text\":7}",
                "{\"kind\":\"ONE\\u0001\"}",
                "{\"kind\":\" ONE\"}",
                "{\"kind\":0}",
                "{\"kind\":\"\"}",
                "{\"time\":1772355670}",
                "{\"time\":\"1772355670\"}",
                "{} {}"
            })
    void what_two_readers_could_take_for_two_things_is_refused(String json) {
        assertThrows(JsonProcessingException.class, () -> read(json, StandardCharsets.UTF_8));
    }

    @Test
    void nesting_ends_long_before_the_stack_does() {
        var deep = "{\"text\":" + "[".repeat(60) + "]".repeat(60) + "}";
        assertThrows(JsonProcessingException.class, () -> read(deep, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
    void json_in_another_encoding_is_refused(String charset) {
        assertThrows(JsonProcessingException.class, () -> read("{\"number\":1}", Charset.forName(charset)));
    }

    private Body read(String json, Charset charset) throws IOException {
        return mapper.readValue(new ByteArrayInputStream(json.getBytes(charset)), Body.class);
    }
}
