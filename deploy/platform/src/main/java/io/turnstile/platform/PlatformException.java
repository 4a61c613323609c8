package io.turnstile.platform;

/** A part of the platform does not start or does not do what it should; the message is for the person at the terminal. */
public class PlatformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PlatformException(String message) {
        super(message);
    }

    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
