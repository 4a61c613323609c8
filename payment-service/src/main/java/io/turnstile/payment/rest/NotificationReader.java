package io.turnstile.payment.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.payment.usecase.Notification;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Reads the body of a notification after its signature was found good. */
@Singleton
class NotificationReader {
    private final ObjectReader reader;
    private final Validator validator;

    NotificationReader(ObjectMapper mapper, Validator validator) {
        this.reader = mapper.copy()
                .registerModule(new SimpleModule().addDeserializer(OffsetDateTime.class, new Rfc3339()))
                .readerFor(PaymentNotification.class);
        this.validator = validator;
    }

    /**
     * @throws JsonProcessingException not JSON, or a member is of the wrong type
     * @throws ConstraintViolationException a member is missing or out of range
     * @throws ProblemException VALIDATION_ERROR where there is no text at all in the bytes
     */
    Notification read(byte[] body) throws JsonProcessingException {
        var notification = parse(body);
        if (notification == null) {
            throw unreadable();
        }
        var violations = validator.validate(notification);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return notification.toNotification();
    }

    private PaymentNotification parse(byte[] body) throws JsonProcessingException {
        try {
            return reader.readValue(body);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException _) {
            // The encoding is broken; nothing else can go wrong in memory.
            throw unreadable();
        }
    }

    private static ProblemException unreadable() {
        return new ProblemException(ProblemCode.VALIDATION_ERROR, "the body is not a JSON object");
    }

    /** A date-time as the contract has it: text with an offset and a year of four digits, which the database can keep. */
    private static final class Rfc3339 extends StdDeserializer<OffsetDateTime> {
        private static final int LAST_YEAR = 9999;

        Rfc3339() {
            super(OffsetDateTime.class);
        }

        @Override
        public OffsetDateTime deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                try {
                    var time = OffsetDateTime.parse(parser.getText());
                    if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
                        return time;
                    }
                } catch (DateTimeException _) {
                    // Falls through to the same refusal.
                }
            }
            return (OffsetDateTime) context.handleUnexpectedToken(OffsetDateTime.class, parser);
        }
    }
}
