package io.turnstile.reporting.model;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One scan at a gate. A fact: it is inserted once and never changes. */
@Entity
@Immutable
@Table(name = "redemption")
public class Scan {
    /** The scan attempt's. */
    @Id
    public UUID eventId;

    public Instant ts;

    @Enumerated(EnumType.STRING)
    public Result result;

    /** Why it was refused; null where it was not. */
    public String reason;

    /** Null where the QR could not be read. */
    public String ticketCode;

    public String functionCode;
    public String operatorId;

    /** The venue's id; null where the venue is not known. */
    public Long locationId;

    public String venueCode;
    public String terminalDeviceId;

    /** Of the function, after the scan; null where not known. */
    public Integer remainingUses;

    /** Null where the scan was refused. */
    public UUID orderId;

    /** Null where the scan was refused. */
    public Long productId;
}
