package io.turnstile.ticket.model;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;

/**
 * A ticket as its buyer sees it. Nothing of it changes after its issue but the remaining uses, which
 * {@link Uses} lowers.
 */
@Entity
public class Ticket extends PanacheEntityBase {
    @Id
    public String code;

    public UUID orderId;
    /** Null where the buyer was erased. */
    public String buyerId;

    public long productId;
    public String productName;
    public Instant validFrom;
    public Instant validUntil;
    public Instant issuedAt;

    /** Always needed, so always read: with one query for a page of tickets and the one after it. */
    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "entitlement", joinColumns = @JoinColumn(name = "ticket_code"))
    @OrderColumn(name = "position")
    @BatchSize(size = Tickets.LARGEST_PAGE + 1)
    public List<Entitlement> entitlements;

    protected Ticket() {}

    private Ticket(Purchase purchase, Instant validFrom, Duration validFor, Instant issuedAt) {
        this.code = TicketCode.random().value();
        this.orderId = purchase.orderId();
        this.buyerId = purchase.buyerId();
        this.productId = purchase.productId();
        this.productName = purchase.productName();
        this.entitlements = purchase.entitlements();
        this.validFrom = validFrom;
        this.validUntil = validFrom.plus(validFor);
        this.issuedAt = issuedAt;
    }

    /** What somebody bought: all that tickets of one order line have in common. @param buyerId null: nobody's */
    public record Purchase(
            UUID orderId, String buyerId, long productId, String productName, List<Entitlement> entitlements) {}

    /**
     * @param notBefore the ticket is good from its issue on, but not before this instant; null: from its issue on
     * @param validFor how long it is good, counted from then
     */
    public static Ticket issue(Purchase purchase, Instant notBefore, Duration validFor, Instant now) {
        var validFrom = notBefore != null && notBefore.isAfter(now) ? notBefore : now;
        return new Ticket(purchase, validFrom, validFor, now);
    }

    public boolean isOf(String buyer) {
        return buyer.equals(buyerId);
    }

    public TicketStatus status(Instant now) {
        if (entitlements.stream().allMatch(Entitlement::isSpent)) {
            return TicketStatus.USED;
        }
        if (!now.isBefore(validUntil)) {
            return TicketStatus.EXPIRED;
        }
        return entitlements.stream().allMatch(Entitlement::isUntouched)
                ? TicketStatus.ACTIVE
                : TicketStatus.PARTIALLY_REDEEMED;
    }

    /** Whether a gate may still let its holder in, now or when its time has come. */
    public boolean isShowable(Instant now) {
        return switch (status(now)) {
            case ACTIVE, PARTIALLY_REDEEMED -> true;
            case USED, EXPIRED -> false;
        };
    }
}
