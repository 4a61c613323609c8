package io.turnstile.catalog.model;

/** Where an order's hold on a product stands; only ever moves forward, in this order. */
public enum HoldStatus {
    RESERVED,
    RELEASED,
    SOLD
}
