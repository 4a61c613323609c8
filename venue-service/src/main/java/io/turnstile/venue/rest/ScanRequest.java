package io.turnstile.venue.rest;

import io.turnstile.contracts.PlainText;
import io.turnstile.venue.model.Venue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;

/**
 * @param terminalDeviceId the gate or hand-held device; may be null
 * @param scanId the terminal's key of this scan; may be null
 */
record ScanRequest(
        @NotNull @CodePointLength(min = 1, max = Text.LONGEST_QR)
        String qrToken,

        @NotNull @Pattern(regexp = Venue.CODE) String functionCode,

        @NotNull @Pattern(regexp = Venue.CODE) String venueCode,

        @PlainText(max = 128) String terminalDeviceId,
        @PlainText(max = 128) String scanId) {}
