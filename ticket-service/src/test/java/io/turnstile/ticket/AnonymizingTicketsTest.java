package io.turnstile.ticket;

import static io.turnstile.ticket.Neighbours.line;
import static io.turnstile.ticket.Neighbours.paid;
import static io.turnstile.ticket.Neighbours.someBuyer;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.turnstile.contracts.event.OrderEvents.OrderAnonymized;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.platform.testing.AtOnce;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import io.turnstile.platform.testing.WhereItStands;
import io.turnstile.ticket.model.Ticket;
import io.turnstile.ticket.usecase.AnonymizeTickets;
import io.turnstile.ticket.usecase.IssueTickets;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The buyer of an order was erased: whose its tickets are is forgotten, when and how often it is told. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class AnonymizingTicketsTest {
    private static final int ROUNDS = 50;

    @Inject
    Neighbours neighbours;

    @Inject
    IssueTickets issueTickets;

    @Inject
    AnonymizeTickets anonymizeTickets;

    @Inject
    DataSource dataSource;

    private final String mia = someBuyer();

    @Test
    void no_row_names_the_buyer_and_the_tickets_are_still_there() throws SQLException {
        var issued = neighbours.buy(mia, 2);
        assertEquals(Set.of("outbox.payload", "ticket.buyer_id"), whereStands(mia));

        neighbours.tell(anonymized(issued.orderId()));

        // A connector would let it go once it is sent; here none reads the outbox.
        assertEquals(Set.of("outbox.payload"), whereStands(mia));
        assertEquals(0, stayingInTheOutbox(mia));
        assertEquals(2, stored(issued.orderId()).size());
    }

    @Test
    void the_buyer_sees_and_shows_them_no_more_and_nobody_else_does() {
        var issued = neighbours.buy(mia, 1);
        var ticket = issued.tickets().getFirst().ticketCode();
        var another = neighbours.buyOne(mia);
        neighbours.tell(anonymized(issued.orderId()));
        // Twice is once.
        neighbours.tell(anonymized(issued.orderId()));

        for (var buyer : List.of(mia, someBuyer(), "null")) {
            as(buyer).post("/qr/{code}", ticket).then().statusCode(404).body("code", equalTo("TICKET_NOT_FOUND"));
            as(buyer).get("/qr/{code}/info", ticket).then().statusCode(404);
            as(buyer)
                    .queryParam("order_id", issued.orderId())
                    .get("/my/tickets")
                    .then()
                    .statusCode(200)
                    .body("tickets", empty());
        }
        as(mia).post("/qr/{code}", another).then().statusCode(200);
    }

    /** As a dead letter that is put back after months. */
    @Test
    void an_order_that_is_said_to_be_paid_afterwards_does_not_bring_the_buyer_back() throws SQLException {
        var paid = paid(mia, line(2));
        neighbours.tell(anonymized(paid.orderId()));
        neighbours.tell(paid);

        assertEquals(2, stored(paid.orderId()).size());
        var issued = neighbours.issuedFor(paid.orderId());
        assertEquals(1, issued.size());
        assertNull(issued.getFirst().buyerId());
        assertEquals(Set.of(), whereStands(mia));

        neighbours.tell(paid);
        assertEquals(2, stored(paid.orderId()).size());
        assertEquals(1, neighbours.issuedFor(paid.orderId()).size());
    }

    @Test
    void an_order_without_tickets_gets_none() {
        var order = UUID.randomUUID();
        neighbours.tell(anonymized(order));
        assertTrue(stored(order).isEmpty());
        assertTrue(neighbours.issuedFor(order).isEmpty());
    }

    @Test
    void issued_and_anonymized_at_once_the_tickets_are_there_and_nobodys() {
        for (var round = 0; round < ROUNDS; round++) {
            OrderPaid paid = paid(mia, line(2));
            AtOnce.call(2, number -> {
                if (number == 0) {
                    issueTickets.forOrder(paid);
                } else {
                    anonymizeTickets.of(anonymized(paid.orderId()));
                }
                return number;
            });
            assertEquals(
                    Set.of("nobody"),
                    Set.copyOf(stored(paid.orderId()).stream()
                            .map(ticket -> ticket.buyerId == null ? "nobody" : ticket.buyerId)
                            .toList()));
            assertEquals(2, stored(paid.orderId()).size());
        }
    }

    private static OrderAnonymized anonymized(UUID order) {
        return new OrderAnonymized(order, Instant.now());
    }

    private static RequestSpecification as(String buyer) {
        return OpenApiContract.given().header("Authorization", "Bearer " + TestTokens.buyer(buyer));
    }

    private static List<Ticket> stored(UUID orderId) {
        return QuarkusTransaction.requiringNew().call(() -> Ticket.list("orderId", orderId));
    }

    private Set<String> whereStands(String text) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return WhereItStands.in(connection, text);
        }
    }

    private long stayingInTheOutbox(String name) throws SQLException {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(
                        "SELECT count(*) FROM outbox WHERE strpos(payload, ?) > 0 AND NOT goes_early")) {
            select.setString(1, name);
            var row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
