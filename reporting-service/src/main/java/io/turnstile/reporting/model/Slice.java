package io.turnstile.reporting.model;

import java.time.OffsetDateTime;

/**
 * A part of a window that is counted by itself.
 *
 * @param periodStart start of the hour or day that the part lies in, with the offset that its time zone has then; null
 *     where time does not group
 */
record Slice(OffsetDateTime periodStart, Window window) {}
