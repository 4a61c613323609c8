package io.turnstile.payment;

import static io.turnstile.payment.TestGateway.failed;
import static io.turnstile.payment.TestGateway.newTxn;
import static io.turnstile.payment.TestGateway.send;
import static io.turnstile.payment.TestGateway.success;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.turnstile.contracts.event.Money;
import io.turnstile.contracts.event.OrderEvents.HeldLine;
import io.turnstile.contracts.event.OrderEvents.OrderExpired;
import io.turnstile.contracts.event.PaymentEvents.PaymentSucceeded;
import io.turnstile.platform.testing.OutboxRows;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PayingAnOrderTest {
    @Inject
    OtherServices others;

    @Inject
    PaymentRows rows;

    @Inject
    DataSource dataSource;

    @Test
    void the_answer_waits_until_the_tickets_are_issued() {
        var orderId = others.placeOrder();
        var answer = supplyAsync(() -> send(success(orderId, newTxn())), Executors.newVirtualThreadPerTaskExecutor());

        await().until(() -> rows.events(orderId) == 1);
        TestStreams.publish(OtherServices.ticketsIssued(orderId, 2));

        assertPaid(answer.join(), orderId, 2);
    }

    @Test
    void a_payment_is_accepted_where_its_tickets_take_longer_and_the_repetition_finds_them() {
        var orderId = others.placeOrder();
        var notification = success(orderId, newTxn());

        assertPending(send(notification), orderId);
        assertEquals(1, rows.successes(orderId), "the payment is durable all the same");

        TestStreams.publish(OtherServices.ticketsIssued(orderId, 3));
        assertPaid(send(notification), orderId, 3);
        assertEquals(1, rows.events(orderId));
    }

    @Test
    void the_event_says_what_the_gateway_said() {
        var orderId = others.placePaidOrder(1);
        var txnId = newTxn();

        send(success(orderId, txnId)).then().statusCode(200);

        var event = OutboxRows.of(dataSource).events(PaymentSucceeded.class).stream()
                .filter(payment -> payment.orderId().equals(orderId))
                .findFirst()
                .orElseThrow();
        assertEquals(TestGateway.NAME, event.gateway());
        assertEquals(txnId, event.gatewayTxnId());
        assertEquals(new Money(OtherServices.AMOUNT, OtherServices.CURRENCY), event.amount());
        assertEquals(Instant.parse("2026-03-01T09:01:10Z"), event.paidAt());
    }

    @Test
    void the_same_notification_ten_times_at_once_is_one_payment_with_ten_equal_answers() {
        var orderId = others.placeOrder();
        var notification = success(orderId, newTxn());
        try (var gateways = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 10)
                    .mapToObj(_ -> supplyAsync(() -> send(notification), gateways))
                    .toList();
            await().until(() -> rows.events(orderId) == 1);
            TestStreams.publish(OtherServices.ticketsIssued(orderId, 2));

            answers.stream().map(CompletableFuture::join).forEach(answer -> assertPaid(answer, orderId, 2));
        }
        assertEquals(1, rows.payments(orderId));
        assertEquals(1, rows.events(orderId));
    }

    @Test
    void more_notifications_can_wait_than_there_are_database_connections() {
        var orderId = others.placeOrder();
        try (var gateways = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 40)
                    .mapToObj(_ -> supplyAsync(() -> send(success(orderId, newTxn())), gateways))
                    .toList();
            // All are recorded while all still wait.
            await().until(() -> rows.events(orderId) == 40);
            TestStreams.publish(OtherServices.ticketsIssued(orderId, 1));

            answers.stream().map(CompletableFuture::join).forEach(answer -> assertPaid(answer, orderId, 1));
        }
    }

    @Test
    void a_second_transaction_for_a_paid_order_is_published_and_answered_with_its_tickets() {
        var orderId = others.placePaidOrder(2);

        assertPaid(send(success(orderId, newTxn())), orderId, 2);
        assertPaid(send(success(orderId, newTxn())), orderId, 2);

        assertEquals(2, rows.events(orderId), "order-service finds out what is to be refunded");
    }

    @Test
    void money_for_an_order_that_is_over_is_accepted() {
        var orderId = others.placeOrder();
        TestStreams.publish(new OrderExpired(orderId, List.of(new HeldLine(101, 2)), Instant.now()));

        assertPending(send(success(orderId, newTxn())), orderId);

        assertEquals(1, rows.events(orderId));
    }

    @Test
    void a_failure_is_recorded_and_changes_nothing() {
        var orderId = others.placeOrder();
        var notification = failed(orderId, newTxn());

        assertPendingPayment(send(notification), orderId);
        assertPendingPayment(send(notification), orderId);

        assertEquals(1, rows.payments(orderId));
        assertEquals(0, rows.events(orderId));
    }

    @Test
    void a_failure_of_one_transaction_does_not_hide_that_another_has_paid() {
        var orderId = others.placePaidOrder(2);

        assertPaid(send(failed(orderId, newTxn())), orderId, 2);
    }

    /** Every order in which a gateway could tell two outcomes of one transaction, up to four notifications. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void a_success_is_published_exactly_once_whatever_else_is_said_of_its_transaction(int length) {
        for (var bits = 0; bits < 1 << length; bits++) {
            var orderId = others.placePaidOrder(1);
            var txnId = newTxn();
            var succeeded = false;
            var failed = false;
            for (var i = 0; i < length; i++) {
                var success = (bits >> i & 1) == 1;
                // A failure that comes first after the success contradicts it; anything else is news or a repetition.
                var expected = success || !succeeded || failed ? 200 : 409;
                failed |= !success && !succeeded;
                succeeded |= success;
                send(success ? success(orderId, txnId) : failed(orderId, txnId))
                        .then()
                        .statusCode(expected);
            }
            assertEquals(1, rows.payments(orderId));
            assertEquals(succeeded ? 1 : 0, rows.successes(orderId));
            assertEquals(succeeded ? 1 : 0, rows.events(orderId));
        }
    }

    @RepeatedTest(5)
    void one_transaction_for_two_orders_at_once_pays_one_of_them() {
        var orders = List.of(others.placePaidOrder(1), others.placePaidOrder(1));
        var txnId = newTxn();
        try (var gateways = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = orders.stream()
                    .map(orderId -> supplyAsync(() -> send(success(orderId, txnId)), gateways))
                    .toList();
            var codes = answers.stream()
                    .map(answer -> answer.join().statusCode())
                    .sorted()
                    .toList();
            assertEquals(List.of(200, 409), codes);
        }
        assertEquals(1, orders.stream().mapToLong(rows::events).sum());
    }

    @RepeatedTest(5)
    void a_success_that_comes_together_with_a_failure_of_its_transaction_is_not_lost() {
        var orderId = others.placePaidOrder(1);
        var txnId = newTxn();
        try (var gateways = Executors.newVirtualThreadPerTaskExecutor()) {
            var failure = supplyAsync(() -> send(failed(orderId, txnId)), gateways);
            assertPaid(
                    supplyAsync(() -> send(success(orderId, txnId)), gateways).join(), orderId, 1);
            failure.join();
        }
        assertEquals(1, rows.payments(orderId));
        assertEquals(1, rows.events(orderId));
    }

    @Test
    void the_same_transaction_id_at_another_gateway_is_another_transaction() {
        var orderId = others.placePaidOrder(1);
        var notification = success(orderId, newTxn());

        send(notification).then().statusCode(200);
        send(notification.replace(TestGateway.NAME, "otherpay")).then().statusCode(200);

        assertEquals(2, rows.events(orderId));
    }

    private static void assertPaid(Response answer, UUID orderId, int tickets) {
        assertAnswer(answer, 200, orderId, "PAID", tickets);
    }

    private static void assertPending(Response answer, UUID orderId) {
        assertAnswer(answer, 202, orderId, "PENDING", 0);
    }

    private static void assertPendingPayment(Response answer, UUID orderId) {
        assertAnswer(answer, 200, orderId, "PENDING_PAYMENT", 0);
    }

    private static void assertAnswer(Response answer, int code, UUID orderId, String status, int tickets) {
        answer.then()
                .statusCode(code)
                .body("order_id", equalTo(orderId.toString()))
                .body("order_status", equalTo(status))
                .body("tickets_issued", equalTo(tickets));
    }
}
