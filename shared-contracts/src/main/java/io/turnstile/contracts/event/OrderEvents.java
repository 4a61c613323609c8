package io.turnstile.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** All that order-service says; stream {@code turnstile.orders}, keyed by order id. */
public sealed interface OrderEvents extends Event {

    UUID orderId();

    @Override
    default String aggregateId() {
        return orderId().toString();
    }

    /** Stock is reserved and the order waits for its payment until {@code expiresAt}. */
    record OrderCreated(
            UUID orderId,
            String buyerId,
            String channelId,
            List<PricedLine> lines,
            Money total,
            Instant createdAt,
            Instant expiresAt)
            implements OrderEvents {
        public OrderCreated {
            Required.member("order_id", orderId);
            Required.member("buyer_id", buyerId);
            Required.member("lines", lines);
            Required.member("total", total);
            Required.member("created_at", createdAt);
            Required.member("expires_at", expiresAt);
            lines = List.copyOf(lines);
        }
    }

    /**
     * The stock is sold; tickets are due.
     *
     * @param paymentId the payment that paid the order
     * @param stockRetaken the payment came after expiry or cancellation, and the stock was taken a second time
     */
    record OrderPaid(
            UUID orderId,
            String buyerId,
            UUID paymentId,
            List<TicketLine> lines,
            Money total,
            boolean stockRetaken,
            Instant paidAt)
            implements OrderEvents {
        public OrderPaid {
            Required.member("order_id", orderId);
            Required.member("buyer_id", buyerId);
            Required.member("payment_id", paymentId);
            Required.member("lines", lines);
            Required.member("total", total);
            Required.member("paid_at", paidAt);
            lines = List.copyOf(lines);
        }
    }

    /** Nobody paid in time; the stock is free again. */
    record OrderExpired(UUID orderId, List<HeldLine> lines, Instant expiredAt) implements OrderEvents {
        public OrderExpired {
            Required.member("order_id", orderId);
            Required.member("lines", lines);
            Required.member("expired_at", expiredAt);
            lines = List.copyOf(lines);
        }
    }

    /** The buyer gave the order up before paying; the stock is free again. */
    record OrderCancelled(UUID orderId, List<HeldLine> lines, Instant cancelledAt) implements OrderEvents {
        public OrderCancelled {
            Required.member("order_id", orderId);
            Required.member("lines", lines);
            Required.member("cancelled_at", cancelledAt);
            lines = List.copyOf(lines);
        }
    }

    /** The order's buyer was erased and the order is nobody's: whoever keeps a buyer of it forgets them. */
    record OrderAnonymized(UUID orderId, Instant anonymizedAt) implements OrderEvents {
        public OrderAnonymized {
            Required.member("order_id", orderId);
            Required.member("anonymized_at", anonymizedAt);
        }
    }

    /** @param unitPrice minor units of the order's currency, as it was when the order was placed */
    record PricedLine(long productId, String productName, int quantity, long unitPrice) {
        public PricedLine {
            Required.positive("product_id", productId);
            Required.member("product_name", productName);
            Required.positive("quantity", quantity);
        }
    }

    /**
     * What the tickets of a line are made from: the product as it was when the order was placed.
     *
     * @param validForDays as in {@link ProductEvents.ProductPublished}
     * @param validFrom as in {@link ProductEvents.ProductPublished}
     */
    record TicketLine(
            long productId,
            String productName,
            int quantity,
            int validForDays,
            Instant validFrom,
            List<ProductFunction> functions) {
        public TicketLine {
            Required.positive("product_id", productId);
            Required.member("product_name", productName);
            Required.positive("quantity", quantity);
            Required.positive("valid_for_days", validForDays);
            Required.member("functions", functions);
            functions = List.copyOf(functions);
        }
    }

    record HeldLine(long productId, int quantity) {
        public HeldLine {
            Required.positive("product_id", productId);
            Required.positive("quantity", quantity);
        }
    }
}
