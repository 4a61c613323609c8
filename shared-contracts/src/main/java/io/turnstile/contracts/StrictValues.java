package io.turnstile.contracts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.IntPredicate;

/** Texts that a database can keep and UTF-8 can say, and times of RFC 3339, which are texts. */
final class StrictValues extends SimpleModule {
    StrictValues() {
        addDeserializer(String.class, new Text());
        addDeserializer(Instant.class, new Time());
    }

    private static final class Text extends StdScalarDeserializer<String> {
        /** {@code "\ud800"} is JSON, and half a character. */
        private static final IntPredicate IS_NO_CHARACTER =
                character -> character == 0 || Character.getType(character) == Character.SURROGATE;

        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var text = StringDeserializer.instance.deserialize(json, context);
            if (text != null && text.codePoints().anyMatch(IS_NO_CHARACTER)) {
                return (String) context.handleWeirdStringValue(String.class, text, "not a text");
            }
            return text;
        }
    }

    private static final class Time extends StdScalarDeserializer<Instant> {
        Time() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var time = json.hasToken(JsonToken.VALUE_STRING)
                    ? Rfc3339.parse(json.getText()).orElse(null)
                    : null;
            return time != null
                    // As exact as databases keep it: what is told of it now is what is read of it later.
                    ? time.truncatedTo(ChronoUnit.MICROS)
                    : (Instant) context.handleUnexpectedToken(Instant.class, json);
        }
    }
}
