package io.turnstile.contracts.inbox;

/** The service stops while an event waits: it had no effect and is no dead letter, but comes again at the next start. */
class StoppingException extends RuntimeException {
    StoppingException(Throwable cause) {
        super("the service stops; the event comes again", cause);
    }
}
