package io.turnstile.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** All that ticket-service says; stream {@code turnstile.tickets}, keyed by order id. */
public sealed interface TicketEvents extends Event {

    /**
     * Every ticket of one paid order; once per order.
     *
     * @param buyerId absent where the buyer was erased before the tickets were made
     */
    record TicketsIssued(UUID orderId, String buyerId, List<IssuedTicket> tickets, Instant issuedAt)
            implements TicketEvents {
        public TicketsIssued {
            Required.member("order_id", orderId);
            Required.member("tickets", tickets);
            Required.member("issued_at", issuedAt);
            tickets = List.copyOf(tickets);
        }

        @Override
        public String aggregateId() {
            return orderId.toString();
        }
    }

    /**
     * @param validFrom good from this instant on
     * @param validUntil good until just before this instant
     */
    record IssuedTicket(
            String ticketCode,
            long productId,
            String productName,
            Instant validFrom,
            Instant validUntil,
            List<IssuedEntitlement> entitlements) {
        public IssuedTicket {
            Required.member("ticket_code", ticketCode);
            Required.positive("product_id", productId);
            Required.member("product_name", productName);
            Required.member("valid_from", validFrom);
            Required.member("valid_until", validUntil);
            Required.member("entitlements", entitlements);
            entitlements = List.copyOf(entitlements);
        }
    }

    /** @param totalUses how often the ticket may use the function in all */
    record IssuedEntitlement(String functionCode, String label, int totalUses) {
        public IssuedEntitlement {
            Required.member("function_code", functionCode);
            Required.member("label", label);
            Required.positive("total_uses", totalUses);
        }
    }
}
