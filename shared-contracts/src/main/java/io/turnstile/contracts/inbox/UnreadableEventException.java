package io.turnstile.contracts.inbox;

/** The record breaks its contract, and will break it however often it is read. */
public class UnreadableEventException extends RuntimeException {
    UnreadableEventException(String message) {
        super(message);
    }

    UnreadableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
