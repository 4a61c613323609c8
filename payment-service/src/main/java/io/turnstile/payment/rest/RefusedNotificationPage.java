package io.turnstile.payment.rest;

import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.payment.model.Outcome;
import io.turnstile.payment.model.RefusedNotification;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** @param nextCursor the last notification of this page; absent where nothing follows */
record RefusedNotificationPage(List<Refused> notifications, String nextCursor) {

    /** What the gateway said, why it was refused, and how often it was said. */
    record Refused(
            String gateway,
            String gatewayTxnId,
            UUID orderId,
            Outcome paymentStatus,
            long amount,
            String currency,
            Instant paidAt,
            String reason,
            Instant firstReceivedAt,
            Instant lastReceivedAt,
            int times) {

        static Refused of(RefusedNotification refused) {
            return new Refused(
                    refused.gateway,
                    refused.gatewayTxnId,
                    refused.orderId,
                    refused.outcome,
                    refused.amount,
                    refused.currency,
                    refused.paidAt,
                    refused.reason,
                    refused.firstReceivedAt,
                    refused.lastReceivedAt,
                    refused.times);
        }
    }

    /** @param found up to one more than the limit, which tells whether there is a next page */
    static RefusedNotificationPage of(List<RefusedNotification> found, int limit) {
        var page = found.subList(0, Math.min(limit, found.size()));
        var more = found.size() > limit;
        return new RefusedNotificationPage(
                page.stream().map(Refused::of).toList(), more ? write(page.getLast().refusalId) : null);
    }

    private static String write(long refusalId) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(BigInteger.valueOf(refusalId).toByteArray());
    }

    /** @throws ProblemException VALIDATION_ERROR where the cursor is not one of ours */
    static long before(String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            var refusalId = new BigInteger(Base64.getUrlDecoder().decode(cursor)).longValueExact();
            if (write(refusalId).equals(cursor)) {
                return refusalId;
            }
        } catch (IllegalArgumentException | ArithmeticException _) {
            // Not base64url, empty or too large a number: refused below like any other cursor that was not given here.
        }
        throw ProblemException.invalid("cursor", "is not the next_cursor of a page before");
    }
}
