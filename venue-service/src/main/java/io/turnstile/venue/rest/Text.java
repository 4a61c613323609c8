package io.turnstile.venue.rest;

/** How long a text may be. */
final class Text {
    /** More than the 7,089 characters that any QR code holds: whatever a camera reads gets a verdict. */
    static final int LONGEST_QR = 8192;

    private Text() {}
}
