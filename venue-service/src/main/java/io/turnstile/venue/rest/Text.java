package io.turnstile.venue.rest;

/** What a text must look like. */
final class Text {
    /** PostgreSQL keeps no text with a NUL in it. */
    static final String STORABLE = "[^\\x00]*";

    /** More than the 7,089 characters that any QR code holds: whatever a camera reads gets a verdict. */
    static final int LONGEST_QR = 8192;

    private Text() {}
}
