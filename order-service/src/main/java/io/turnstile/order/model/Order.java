package io.turnstile.order.model;

import static io.turnstile.order.model.OrderStatus.CANCELLED;
import static io.turnstile.order.model.OrderStatus.EXPIRED;
import static io.turnstile.order.model.OrderStatus.PAID;
import static io.turnstile.order.model.OrderStatus.PENDING_PAYMENT;
import static io.turnstile.order.model.OrderStatus.REFUND_DUE;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;

/**
 * An order guards its own state: a move repeated is harmless, an illegal one throws. Each move answers whether it was
 * made, so that its caller moves the stock exactly as often.
 */
@Entity
@Table(name = "orders")
public class Order extends PanacheEntityBase {
    @Id
    public UUID orderId;

    /** Null where the buyer was erased. */
    public String buyerId;

    @Enumerated(EnumType.STRING)
    public OrderStatus status;

    /** Minor units of {@link #currency}. */
    public long total;

    public String currency;

    public String channelId;

    public String outTradeNo;

    public Instant createdAt;

    public Instant expiresAt;

    public Instant paidAt;

    /**
     * Ascending product id: the order in which stock rows are locked everywhere. Always needed, so always read: with one
     * query for a page of orders and the one after it.
     */
    @ElementCollection(fetch = FetchType.EAGER)
    @BatchSize(size = Orders.LARGEST_PAGE + 1)
    @CollectionTable(name = "order_line", joinColumns = @JoinColumn(name = "order_id"))
    @OrderBy("productId")
    public List<OrderLine> lines = new ArrayList<>();

    protected Order() {}

    /** @throws ArithmeticException where the total exceeds 2^63 - 1 minor units */
    public Order(UUID orderId, String buyerId, String currency, List<OrderLine> lines, Instant now, Instant expiresAt) {
        this.orderId = orderId;
        this.buyerId = buyerId;
        this.status = PENDING_PAYMENT;
        this.currency = currency;
        this.lines.addAll(lines);
        this.total = lines.stream().mapToLong(OrderLine::amount).reduce(0, Math::addExact);
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    /** Nobody's, once the buyer was erased. */
    public boolean isOf(String buyer) {
        return buyer.equals(buyerId);
    }

    public boolean isAnonymous() {
        return buyerId == null;
    }

    public boolean costs(long amount, String currency) {
        return total == amount && this.currency.equals(currency);
    }

    /** Paid in time, or late while there was stock to take again. */
    public boolean markPaid(Instant now) {
        return switch (status) {
            case PENDING_PAYMENT, EXPIRED, CANCELLED -> {
                status = PAID;
                paidAt = now;
                yield true;
            }
            case PAID -> false;
            case REFUND_DUE -> throw new IllegalOrderMoveException(this, PAID);
        };
    }

    /** Paid late, and nothing was left, or nobody to have it. */
    public boolean markRefundDue() {
        return switch (status) {
            case EXPIRED, CANCELLED -> {
                status = REFUND_DUE;
                yield true;
            }
            case REFUND_DUE -> false;
            case PENDING_PAYMENT, PAID -> throw new IllegalOrderMoveException(this, REFUND_DUE);
        };
    }

    public boolean expire() {
        return leavePending(EXPIRED);
    }

    public boolean cancel() {
        return leavePending(CANCELLED);
    }

    private boolean leavePending(OrderStatus next) {
        if (status == next) {
            return false;
        }
        if (status != PENDING_PAYMENT) {
            throw new IllegalOrderMoveException(this, next);
        }
        status = next;
        return true;
    }
}
