package io.turnstile.contracts.event;

import java.time.Instant;
import java.util.UUID;

/** All that venue-service says; stream {@code turnstile.redemptions}, keyed by ticket code. */
public sealed interface RedemptionEvents extends Event {

    /** The stored scan attempt that this tells of; unique. */
    UUID scanAttemptId();

    /**
     * One use of a ticket was spent at a gate.
     *
     * @param locationId the venue's id
     * @param jti the QR token that was shown; (jti, functionCode) redeems once
     * @param remainingUses of this function, after this use
     * @param ts when the use was spent
     */
    record TicketRedeemed(
            UUID scanAttemptId,
            String ticketCode,
            UUID orderId,
            long productId,
            String functionCode,
            String operatorId,
            long locationId,
            String venueCode,
            String terminalDeviceId,
            String jti,
            int remainingUses,
            int totalUses,
            Instant ts)
            implements RedemptionEvents {
        public TicketRedeemed {
            Required.member("scan_attempt_id", scanAttemptId);
            Required.member("ticket_code", ticketCode);
            Required.member("order_id", orderId);
            Required.positive("product_id", productId);
            Required.member("function_code", functionCode);
            Required.member("operator_id", operatorId);
            Required.positive("location_id", locationId);
            Required.member("venue_code", venueCode);
            Required.member("jti", jti);
            Required.member("ts", ts);
        }

        @Override
        public String aggregateId() {
            return ticketCode;
        }
    }

    /**
     * A scan was refused and nothing was spent.
     *
     * @param ticketCode absent where the token could not be read
     * @param locationId absent where the venue is not known
     * @param venueCode as the scanner sent it
     * @param remainingUses of this function; absent where the ticket or the function is not known
     */
    record ScanRejected(
            UUID scanAttemptId,
            String ticketCode,
            String functionCode,
            String operatorId,
            Long locationId,
            String venueCode,
            String terminalDeviceId,
            String jti,
            String reason,
            Integer remainingUses,
            Instant ts)
            implements RedemptionEvents {
        public ScanRejected {
            Required.member("scan_attempt_id", scanAttemptId);
            Required.member("function_code", functionCode);
            Required.member("operator_id", operatorId);
            Required.member("venue_code", venueCode);
            Required.member("reason", reason);
            Required.member("ts", ts);
        }

        @Override
        public String aggregateId() {
            return ticketCode != null ? ticketCode : scanAttemptId.toString();
        }
    }
}
