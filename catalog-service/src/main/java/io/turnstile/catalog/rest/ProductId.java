package io.turnstile.catalog.rest;

import jakarta.ws.rs.NotFoundException;

/** A product's id in a path. What is no number is no product's id: 404, not 400. */
record ProductId(long value) {
    public static ProductId fromString(String text) {
        // Java would take other scripts' digits, too.
        if (!text.matches("[0-9]{1,18}")) {
            throw new NotFoundException();
        }
        return new ProductId(Long.parseLong(text));
    }
}
