package io.turnstile.reporting.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What was sold with a ticket. A fact, as {@link Scan} is. */
@Entity
@Immutable
public class Ticket {
    @Id
    public String ticketCode;

    public UUID orderId;
    public long productId;
    public String productName;
    public Instant issuedAt;
}
