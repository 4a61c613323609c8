package io.turnstile.venue.rest;

import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.venue.model.AuditAction;
import io.turnstile.venue.model.AuditEntry;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** @param nextCursor the last entry of this page; absent where nothing follows */
record AuditPage(List<Entry> entries, String nextCursor) {

    record Entry(
            Instant at,
            String actor,
            AuditAction action,
            String subject,
            Map<String, Object> before,
            Map<String, Object> after) {

        static Entry of(AuditEntry entry) {
            return new Entry(
                    entry.recordedAt(), entry.actor(), entry.action(), entry.subject(), entry.before(), entry.after());
        }
    }

    /** @param found up to one more than the limit, which tells whether there is a next page */
    static AuditPage of(List<AuditEntry> found, int limit) {
        var page = found.subList(0, Math.min(limit, found.size()));
        var more = found.size() > limit;
        return new AuditPage(
                page.stream().map(Entry::of).toList(),
                more ? write(page.getLast().entryId()) : null);
    }

    private static String write(long entryId) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(BigInteger.valueOf(entryId).toByteArray());
    }

    /** @throws ProblemException VALIDATION_ERROR where the cursor is not one of ours */
    static long before(String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            var entryId = new BigInteger(Base64.getUrlDecoder().decode(cursor)).longValueExact();
            if (write(entryId).equals(cursor)) {
                return entryId;
            }
        } catch (IllegalArgumentException | ArithmeticException _) {
            // Not base64url, empty or too large a number: refused below like any other cursor that was not given here.
        }
        throw ProblemException.invalid("cursor", "is not the next_cursor of a page before");
    }
}
