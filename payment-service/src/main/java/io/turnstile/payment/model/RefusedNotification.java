package io.turnstile.payment.model;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/**
 * A notification that was refused although its signature is good, as one looks at it.
 * {@link RefusedNotificationRepository#keep} writes it.
 */
@Entity
@Immutable
public class RefusedNotification {
    /** Ascending in the order of the first refusals. */
    @Id
    public long refusalId;

    public String gateway;
    public String gatewayTxnId;
    public UUID orderId;

    @Enumerated(EnumType.STRING)
    public Outcome outcome;

    /** Minor units, as notified. */
    public long amount;

    /** ISO 4217, as notified. */
    public String currency;

    /** The problem code that the gateway was given. */
    public String reason;

    public Instant paidAt;
    public Instant firstReceivedAt;
    public Instant lastReceivedAt;

    /** How often the gateway said it. */
    public int times;
}
