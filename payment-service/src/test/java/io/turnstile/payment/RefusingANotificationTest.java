package io.turnstile.payment;

import static io.turnstile.payment.OtherServices.AMOUNT;
import static io.turnstile.payment.TestGateway.newTxn;
import static io.turnstile.payment.TestGateway.notification;
import static io.turnstile.payment.TestGateway.send;
import static io.turnstile.payment.TestGateway.sendBroken;
import static io.turnstile.payment.TestGateway.success;
import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class RefusingANotificationTest {
    @TestHTTPResource("/payments/notify")
    URI notify;

    @Inject
    OtherServices others;

    @Inject
    PaymentRows rows;

    @ParameterizedTest
    @CsvSource({"39799, HKD", "39801, HKD", "0, HKD", "39800, USD"})
    void money_that_is_not_the_orders_is_refused_and_kept_for_audit(long amount, String currency) {
        var orderId = others.placeOrder();
        var notification = notification(orderId, newTxn(), "SUCCESS", amount, currency);

        send(notification).then().statusCode(422).body("code", equalTo("PAYMENT_MISMATCH"));
        send(notification).then().statusCode(422).body("code", equalTo("PAYMENT_MISMATCH"));

        assertEquals(1, rows.refusals(orderId, "PAYMENT_MISMATCH"));
        assertEquals(2, rows.timesRefused(orderId));
        assertEquals(0, rows.payments(orderId));
        assertEquals(0, rows.events(orderId));
    }

    @Test
    void a_corrected_notification_is_accepted_after_a_mismatch() {
        var orderId = others.placePaidOrder(1);
        var txnId = newTxn();

        send(notification(orderId, txnId, "SUCCESS", 1, "HKD")).then().statusCode(422);
        send(success(orderId, txnId)).then().statusCode(200);

        assertEquals(1, rows.events(orderId));
    }

    @Test
    void a_transaction_that_was_notified_for_another_order_is_a_conflict_kept_for_audit() {
        var orderId = others.placePaidOrder(1);
        var otherOrderId = others.placePaidOrder(1);
        var txnId = newTxn();
        send(success(orderId, txnId)).then().statusCode(200);

        send(success(otherOrderId, txnId)).then().statusCode(409).body("code", equalTo("PAYMENT_CONFLICT"));

        assertEquals(1, rows.refusals(otherOrderId, "PAYMENT_CONFLICT"));
        assertEquals(0, rows.payments(otherOrderId));
        assertEquals(0, rows.events(otherOrderId));
    }

    @ParameterizedTest
    @CsvSource({"SUCCESS, 39801, HKD", "SUCCESS, 39800, USD", "FAILED, 39800, HKD"})
    void a_transaction_that_was_notified_with_other_content_is_a_conflict_kept_for_audit(
            String status, long amount, String currency) {
        var orderId = others.placePaidOrder(1);
        var txnId = newTxn();
        send(success(orderId, txnId)).then().statusCode(200);

        send(notification(orderId, txnId, status, amount, currency))
                .then()
                .statusCode(409)
                .body("code", equalTo("PAYMENT_CONFLICT"));

        assertEquals(1, rows.refusals(orderId, "PAYMENT_CONFLICT"));
        assertEquals(1, rows.events(orderId));
        send(success(orderId, txnId)).then().statusCode(200);
    }

    @Test
    void an_unknown_order_is_not_found_so_that_the_gateway_tries_again() {
        var orderId = UUID.randomUUID();

        send(success(orderId, newTxn())).then().statusCode(404).body("code", equalTo("ORDER_NOT_FOUND"));

        assertEquals(0, rows.payments(orderId));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount         | -1",
                "amount         | 1.5",
                "amount         | \"39800\"",
                "amount         | 99999999999999999999",
                "amount         | null",
                "currency       | \"hkd\"",
                "currency       | 344",
                "gateway        | \"\"",
                "gateway        | 7",
                "gateway        | \"a\\u0000b\"",
                "gateway_txn_id | \"\\ud800\"",
                "gateway_txn_id | true",
                "gateway_txn_id | null",
                "order_id       | \"101\"",
                "payment_status | \"PAID\"",
                "payment_status | 0",
                "paid_at        | 1772355670",
                "paid_at        | \"yesterday\"",
                "paid_at        | \"+12026-03-01T09:01:10Z\"",
            })
    void a_member_of_the_wrong_kind_is_named(String field, String value) {
        var good = success(UUID.randomUUID(), newTxn());
        var body = good.replaceFirst(
                "\"%s\": (\"[^\"]*\"|[0-9]+)".formatted(field),
                "\"%s\": %s".formatted(field, Matcher.quoteReplacement(value)));

        sendBroken(body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("VALIDATION_ERROR"))
                .body("errors.field", hasItem(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "\"text\"", "1", "{} {}", "not JSON", "\u0000"})
    void what_is_no_json_object_is_refused(String body) {
        sendBroken(body).then().statusCode(400).body("code", equalTo("VALIDATION_ERROR"));
    }

    @Test
    void a_missing_member_is_named() {
        sendBroken("{}")
                .then()
                .statusCode(400)
                .body(
                        "errors.field",
                        equalTo(List.of(
                                "amount",
                                "currency",
                                "gateway",
                                "gateway_txn_id",
                                "order_id",
                                "paid_at",
                                "payment_status")));
    }

    @Test
    void a_body_as_large_as_allowed_is_read_and_a_larger_one_is_refused() {
        var orderId = others.placePaidOrder(1);
        var start = success(orderId, newTxn()).strip().replaceFirst("}$", ", \"padding\": \"");
        var largest = start + "x".repeat(64 * 1024 - start.length() - 2) + "\"}";

        send(largest).then().statusCode(200);
        sendBroken(largest + " ")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("PAYLOAD_TOO_LARGE"));
    }

    @Test
    void a_larger_body_that_does_not_say_how_large_it_is_is_refused_as_well() throws Exception {
        var endless = new ByteArrayInputStream(" ".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8));
        var chunked = HttpRequest.newBuilder(notify)
                .version(HttpClient.Version.HTTP_1_1)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> endless))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(chunked, BodyHandlers.discarding());

            assertEquals(413, answer.statusCode());
        }
    }

    @Test
    void another_media_type_is_refused() {
        var body = notification(UUID.randomUUID(), newTxn(), "SUCCESS", AMOUNT, "HKD");

        TestGateway.signed(givenBroken(), TestGateway.currentSecret(), Instant.now(), body)
                .contentType("application/xml")
                .body(body.getBytes())
                .post("/payments/notify")
                .then()
                .statusCode(415)
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }
}
