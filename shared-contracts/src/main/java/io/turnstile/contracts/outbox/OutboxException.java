package io.turnstile.contracts.outbox;

import io.turnstile.contracts.event.Event;
import java.sql.SQLException;

/** The outbox could not be written, so the state beside it must not be either. */
public class OutboxException extends RuntimeException {
    OutboxException(Event event, SQLException cause) {
        this(event.type() + " of " + event.aggregateId() + " could not be written to the outbox", cause);
    }

    OutboxException(String message, SQLException cause) {
        super(message, cause);
    }
}
