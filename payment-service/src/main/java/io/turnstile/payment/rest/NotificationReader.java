package io.turnstile.payment.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.payment.usecase.Notification;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.io.IOException;

/** Reads the body of a notification after its signature was found good. */
@Singleton
class NotificationReader {
    private final ObjectReader reader;
    private final Validator validator;

    NotificationReader(ObjectMapper mapper, Validator validator) {
        this.reader = mapper.readerFor(PaymentNotification.class);
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
        return ProblemException.invalid("body", "is not a JSON object");
    }
}
