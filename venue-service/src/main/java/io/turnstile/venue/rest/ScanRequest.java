package io.turnstile.venue.rest;

import io.turnstile.venue.model.Venue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * @param terminalDeviceId the gate or hand-held device; may be null
 * @param scanId the terminal's key of this scan; may be null
 */
record ScanRequest(
        @NotNull @Size(min = 1, max = Text.LONGEST_QR) String qrToken,

        @NotNull @Pattern(regexp = Venue.CODE) String functionCode,

        @NotNull @Pattern(regexp = Venue.CODE) String venueCode,

        @Size(min = 1, max = 128) @Pattern(regexp = Text.STORABLE)
        String terminalDeviceId,

        @Size(min = 1, max = 128) @Pattern(regexp = Text.STORABLE)
        String scanId) {}
