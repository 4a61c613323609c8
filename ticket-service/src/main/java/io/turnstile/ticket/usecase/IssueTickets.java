package io.turnstile.ticket.usecase;

import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.contracts.event.OrderEvents.TicketLine;
import io.turnstile.contracts.event.TicketEvents.IssuedEntitlement;
import io.turnstile.contracts.event.TicketEvents.IssuedTicket;
import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.ticket.model.Entitlement;
import io.turnstile.ticket.model.Issuances;
import io.turnstile.ticket.model.Ticket;
import io.turnstile.ticket.model.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the tickets of a paid order, once, however often and by whatever event it is said to be paid. */
@ApplicationScoped
public class IssueTickets {
    private final Issuances issuances;
    private final Tickets tickets;
    private final Outbox outbox;
    private final Clock clock;

    IssueTickets(Issuances issuances, Tickets tickets, Outbox outbox, Clock clock) {
        this.issuances = issuances;
        this.tickets = tickets;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public void forOrder(OrderPaid paid) {
        var now = clock.instant();
        issuances
                .claim(paid.orderId(), now)
                .ifPresent(claim -> issue(paid, claim.anonymous() ? null : paid.buyerId(), now));
    }

    private void issue(OrderPaid paid, String buyerId, Instant now) {
        var issued = paid.lines().stream()
                .flatMap(line -> ofLine(paid.orderId(), buyerId, line, now))
                .toList();
        tickets.persist(issued);
        outbox.append(new TicketsIssued(
                paid.orderId(),
                buyerId,
                issued.stream().map(IssueTickets::asEvent).toList(),
                now));
    }

    private static Stream<Ticket> ofLine(UUID orderId, String buyerId, TicketLine line, Instant now) {
        var entitlements = line.functions().stream()
                .map(function -> Entitlement.unused(function.functionCode(), function.label(), function.quantity()))
                .toList();
        var purchase = new Ticket.Purchase(orderId, buyerId, line.productId(), line.productName(), entitlements);
        var validFor = Duration.ofDays(line.validForDays());
        return IntStream.range(0, line.quantity())
                .mapToObj(_ -> Ticket.issue(purchase, line.validFrom(), validFor, now));
    }

    private static IssuedTicket asEvent(Ticket ticket) {
        return new IssuedTicket(
                ticket.code,
                ticket.productId,
                ticket.productName,
                ticket.validFrom,
                ticket.validUntil,
                ticket.entitlements.stream()
                        .map(entitlement -> new IssuedEntitlement(
                                entitlement.functionCode(), entitlement.label(), entitlement.totalUses()))
                        .toList());
    }
}
