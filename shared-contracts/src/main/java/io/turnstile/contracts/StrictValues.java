package io.turnstile.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Texts that a database can keep and UTF-8 can say, choices by their very names, and times of RFC 3339, which are texts. */
final class StrictValues extends SimpleModule {
    StrictValues() {
        addDeserializer(String.class, new Text());
        addDeserializer(Instant.class, new Time());
        setDeserializerModifier(new BeanDeserializerModifier() {
            @Override
            public JsonDeserializer<?> modifyEnumDeserializer(
                    DeserializationConfig config,
                    JavaType type,
                    BeanDescription description,
                    JsonDeserializer<?> given) {
                return new Choice(type.getRawClass());
            }
        });
    }

    /** As the wire has it: by its annotation, else its own name. */
    private static String written(Object choice) {
        var name = ((Enum<?>) choice).name();
        try {
            var annotation = choice.getClass().getField(name).getAnnotation(JsonProperty.class);
            return annotation == null ? name : annotation.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("every enum's constant is a field of it", e);
        }
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

    /** Jackson's own would overlook blanks and control characters around the name. */
    private static final class Choice extends StdScalarDeserializer<Object> {
        private final Map<String, Object> byName;

        Choice(Class<?> type) {
            super(type);
            byName = Arrays.stream(type.getEnumConstants())
                    .collect(Collectors.toMap(StrictValues::written, Function.identity()));
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var choice = json.hasToken(JsonToken.VALUE_STRING) ? byName.get(json.getText()) : null;
            return choice != null ? choice : context.handleUnexpectedToken(handledType(), json);
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
