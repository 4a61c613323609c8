package io.turnstile.venue.rest;

/** What a text must look like to be kept. */
final class Text {
    /** PostgreSQL keeps no text with a NUL in it. */
    static final String STORABLE = "[^\\x00]*";

    private Text() {}
}
