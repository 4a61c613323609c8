package io.turnstile.local;

/** Something that the person at the terminal can put right; the message is one line for that person. */
public class LocalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LocalException(String message) {
        super(message);
    }

    public LocalException(String message, Throwable cause) {
        super(message, cause);
    }
}
