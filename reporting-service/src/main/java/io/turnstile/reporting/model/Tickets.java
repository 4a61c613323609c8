package io.turnstile.reporting.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tickets that were issued, each once. */
@ApplicationScoped
public class Tickets implements PanacheRepositoryBase<Ticket, String> {
    private static final String INSERT = """
            INSERT INTO Ticket (ticketCode, orderId, productId, productName, issuedAt)
            VALUES (:ticketCode, :orderId, :productId, :productName, :issuedAt)
            ON CONFLICT DO NOTHING
            """;

    /** Adds the ticket; one that is there already stays as it is. */
    public void add(Ticket ticket) {
        getEntityManager()
                .createQuery(INSERT)
                .setParameter("ticketCode", ticket.ticketCode)
                .setParameter("orderId", ticket.orderId)
                .setParameter("productId", ticket.productId)
                .setParameter("productName", ticket.productName)
                .setParameter("issuedAt", ticket.issuedAt)
                .executeUpdate();
    }

    /** How many were issued in the window. */
    public long issuedIn(Window window) {
        return count("issuedAt >= ?1 AND issuedAt < ?2", window.from(), window.to());
    }

    /** Looked up for the given scans alone, and not joined: no plan can then read more tickets than these. */
    public List<ScanOfTicket> of(List<Scan> scans) {
        var codes = scans.stream()
                .map(scan -> scan.ticketCode)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, Ticket> tickets = list("ticketCode IN ?1", codes).stream()
                .collect(Collectors.toMap(ticket -> ticket.ticketCode, Function.identity()));
        return scans.stream()
                .map(scan -> new ScanOfTicket(scan, tickets.get(scan.ticketCode)))
                .toList();
    }
}
