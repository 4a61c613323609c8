package io.turnstile.reporting.model;

import java.time.Instant;
import java.util.UUID;

/** What was sold with a ticket. */
public record Ticket(String ticketCode, UUID orderId, long productId, String productName, Instant issuedAt) {}
