package io.turnstile.order.model;

/** What one ticket of a product lets its holder do, and how often. */
public record FunctionGrant(String functionCode, String label, int quantity) {}
