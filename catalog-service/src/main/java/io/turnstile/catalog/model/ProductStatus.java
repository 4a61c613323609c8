package io.turnstile.catalog.model;

public enum ProductStatus {
    /** On sale inside its sale window. */
    ACTIVE,
    /** Never sold again. */
    RETIRED
}
