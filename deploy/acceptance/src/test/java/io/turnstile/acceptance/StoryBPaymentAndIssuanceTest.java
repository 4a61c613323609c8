package io.turnstile.acceptance;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.acceptance.support.AtOnce;
import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.Office.StockLevel;
import io.turnstile.acceptance.support.PaymentGateway;
import io.turnstile.acceptance.support.PaymentGateway.Notice;
import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Streams;
import io.turnstile.acceptance.support.Suite;
import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.contracts.event.PaymentEvents.PaymentSucceeded;
import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Story B: given a pending order, when the gateway notifies SUCCESS, it is PAID and tickets are issued exactly once. */
@ExtendWith(RunningSuite.class)
class StoryBPaymentAndIssuanceTest {
    private final Suite suite;
    private final Office office;
    private final PaymentGateway gateway;

    StoryBPaymentAndIssuanceTest(Suite suite) {
        this.suite = suite;
        this.office = new Office(suite);
        this.gateway = new PaymentGateway(suite);
    }

    @Test
    void a_notified_order_is_paid_and_its_tickets_are_there_when_the_notification_is_answered() {
        var product = office.productWith(10, "bus", "ferry");
        var buyer = Buyer.anyone(suite);
        var order = buyer.ordered(product, 2);
        gateway.tellsUntilIssued(Notice.of(order, 2 * Office.PRICE))
                .body("order_status", equalTo("PAID"))
                .body("tickets_issued", equalTo(2));

        buyer.tickets(order).statusCode(200).body("tickets.size()", equalTo(2));
        buyer.order(order).statusCode(200).body("status", equalTo("PAID"));
        assertEquals(new StockLevel(10, 0, 2), office.stockOf(product));
    }

    @Test
    void one_trace_leads_from_the_notification_to_the_tickets() {
        var product = office.productWith(10, "ferry");
        var order = Buyer.anyone(suite).ordered(product, 1);
        gateway.tellsUntilIssued(Notice.of(order, Office.PRICE));

        var streams = new Streams(suite);
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            var paid = traceOf(streams.all(PaymentSucceeded.class), PaymentSucceeded::orderId, order);
            assertEquals(paid, traceOf(streams.all(OrderPaid.class), OrderPaid::orderId, order));
            assertEquals(paid, traceOf(streams.all(TicketsIssued.class), TicketsIssued::orderId, order));
        });
    }

    private static <E extends Event> String traceOf(
            List<Streams.Told<E>> events, Function<E, UUID> orderOf, String order) {
        return events.stream()
                .filter(told -> orderOf.apply(told.event()).toString().equals(order))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is told of " + order))
                .traceId();
    }

    @Test
    void the_same_notification_ten_times_at_once_pays_once() throws Exception {
        var product = office.productWith(10, "ferry");
        var buyer = Buyer.anyone(suite);
        var order = buyer.ordered(product, 1);
        var notice = Notice.of(order, Office.PRICE);
        var answers = AtOnce.times(10, () -> gateway.tells(notice).extract().statusCode());
        assertTrue(Set.of(200, 202).containsAll(answers), answers::toString);
        gateway.tellsUntilIssued(notice).body("tickets_issued", equalTo(1));

        assertEquals(1, buyer.ticketCodes(order).size());
        assertEquals(new StockLevel(10, 0, 1), office.stockOf(product));
        assertEquals(1, paymentsOf(order));
    }

    @Test
    void a_wrong_signature_changes_nothing() throws SQLException {
        var product = office.productWith(10, "ferry");
        var buyer = Buyer.anyone(suite);
        var order = buyer.ordered(product, 1);
        gateway.tellsWithSignatureOf("{}", Notice.of(order, Office.PRICE))
                .statusCode(401)
                .body("code", equalTo("SIGNATURE_INVALID"));
        buyer.order(order).statusCode(200).body("status", equalTo("PENDING_PAYMENT"));
        assertEquals(0, paymentsOf(order));
    }

    @Test
    void one_transaction_cannot_pay_two_orders_or_another_amount() {
        var product = office.productWith(10, "ferry");
        var buyer = Buyer.anyone(suite);
        var first = buyer.ordered(product, 1);
        var second = buyer.ordered(product, 1);
        var notice = Notice.of(first, Office.PRICE);
        gateway.tellsUntilIssued(notice);
        gateway.tells(new Notice(notice.transaction(), second, Office.PRICE))
                .statusCode(409)
                .body("code", equalTo("PAYMENT_CONFLICT"));
        gateway.tells(Notice.of(second, 1)).statusCode(422).body("code", equalTo("PAYMENT_MISMATCH"));
        buyer.order(second).statusCode(200).body("status", equalTo("PENDING_PAYMENT"));
    }

    @Test
    void an_order_that_nobody_knows_is_told_to_the_gateway_so_that_it_tries_again() {
        gateway.tells(Notice.of("019ab3c4-0000-7000-8000-000000000000", 1))
                .statusCode(404)
                .body("code", equalTo("ORDER_NOT_FOUND"));
    }

    @Test
    void an_expired_order_gives_its_stock_back_and_is_paid_after_all_while_there_is_stock() throws SQLException {
        var product = office.productWith(1, "ferry");
        var buyer = Buyer.anyone(suite);
        var order = expired(buyer, product);
        assertEquals(new StockLevel(1, 0, 0), office.stockOf(product));

        gateway.tellsUntilIssued(Notice.of(order, Office.PRICE)).body("order_status", equalTo("PAID"));
        assertEquals(1, buyer.ticketCodes(order).size());
        assertEquals(new StockLevel(1, 0, 1), office.stockOf(product));
    }

    @Test
    void a_payment_for_an_expired_order_whose_stock_is_gone_is_due_back() throws SQLException {
        var product = office.productWith(1, "ferry");
        var late = Buyer.anyone(suite);
        var order = expired(late, product);
        Buyer.anyone(suite).ordered(product, 1);

        gateway.tells(Notice.of(order, Office.PRICE)).statusCode(202);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> late.order(order).statusCode(200).body("status", equalTo("REFUND_DUE")));
        assertEquals(0, late.ticketCodes(order).size());
        assertEquals(new StockLevel(1, 1, 0), office.stockOf(product));
    }

    private String expired(Buyer buyer, long product) throws SQLException {
        var order = buyer.ordered(product, 1);
        office.letExpire(order);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> buyer.order(order).statusCode(200).body("status", equalTo("EXPIRED")));
        return order;
    }

    private long paymentsOf(String order) throws SQLException {
        return office.longOf("order_service", "SELECT count(*) FROM order_payment WHERE order_id = ?::uuid", order);
    }
}
