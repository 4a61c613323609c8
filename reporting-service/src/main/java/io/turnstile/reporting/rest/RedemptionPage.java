package io.turnstile.reporting.rest;

import java.time.Instant;
import java.util.List;

/**
 * @param nextCursor null on the last page
 * @param asOf the report holds at least what had arrived by then
 */
record RedemptionPage(List<RedemptionEvent> events, String nextCursor, Instant asOf) {}
