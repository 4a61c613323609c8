package io.turnstile.ticket.rest;

import io.turnstile.ticket.model.Entitlement;
import io.turnstile.ticket.model.Ticket;
import io.turnstile.ticket.usecase.ListMyTickets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** @param nextCursor null on the last page */
public record TicketPage(List<TicketView> tickets, String nextCursor) {

    static TicketPage of(ListMyTickets.Page page, Instant now) {
        return new TicketPage(
                page.tickets().stream()
                        .map(ticket -> TicketView.of(ticket, now))
                        .toList(),
                page.last().map(Cursor::write).orElse(null));
    }

    /**
     * @param status active, partially_redeemed, used or expired, as of the answer
     * @param validUntil exclusive
     */
    public record TicketView(
            String ticketCode,
            UUID orderId,
            long productId,
            String productName,
            String status,
            Instant validFrom,
            Instant validUntil,
            Instant issuedAt,
            List<Entitlement> entitlements) {

        static TicketView of(Ticket ticket, Instant now) {
            return new TicketView(
                    ticket.code,
                    ticket.orderId,
                    ticket.productId,
                    ticket.productName,
                    ticket.status(now).name().toLowerCase(Locale.ROOT),
                    ticket.validFrom,
                    ticket.validUntil,
                    ticket.issuedAt,
                    ticket.entitlements);
        }
    }
}
