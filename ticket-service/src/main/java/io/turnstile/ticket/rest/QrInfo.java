package io.turnstile.ticket.rest;

import io.turnstile.ticket.model.Entitlement;
import io.turnstile.ticket.model.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Whether and how a ticket can be shown.
 *
 * @param showable false for a used or expired ticket
 * @param qrValidForSeconds how long a QR made now would be good, showable or not
 */
public record QrInfo(
        String ticketCode,
        String status,
        String productName,
        Instant validFrom,
        Instant validUntil,
        boolean showable,
        long qrValidForSeconds,
        List<Entitlement> entitlements) {

    static QrInfo of(Ticket ticket, Duration qrLifetime, Instant now) {
        return new QrInfo(
                ticket.code,
                ticket.status(now).name().toLowerCase(Locale.ROOT),
                ticket.productName,
                ticket.validFrom,
                ticket.validUntil,
                ticket.isShowable(now),
                qrLifetime.toSeconds(),
                ticket.entitlements);
    }
}
