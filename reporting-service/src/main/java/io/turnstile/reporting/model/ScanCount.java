package io.turnstile.reporting.model;

import java.time.OffsetDateTime;

/**
 * How many scans one group has. What the scans are not grouped by is null.
 *
 * @param periodStart start of the hour or day, with the offset that its time zone has then
 * @param locationId null also where the venue is not known; then {@code venueCode} is what the scanner sent
 */
public record ScanCount(
        OffsetDateTime periodStart,
        String functionCode,
        Long locationId,
        String venueCode,
        long redeemed,
        long rejected) {}
