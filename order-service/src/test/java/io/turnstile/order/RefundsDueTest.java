package io.turnstile.order;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.turnstile.contracts.event.PaymentEvents.PaymentSucceeded;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class RefundsDueTest {
    private static final String ROW_OF_AN_EARLIER_LIFE = """
            INSERT INTO order_payment (payment_id, order_id, gateway, gateway_txn_id, amount, currency,
                                       outcome, refund_reason, paid_at, handled_at)
            VALUES (uuidv7(), ?, 'examplepay', uuidv7()::text, 100, 'HKD',
                    'REFUND_DUE', 'FURTHER_TRANSACTION', now(), now())
            """;

    // Below the root of the management interface, /q.
    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Inject
    Shop shop;

    @Inject
    Books books;

    @Inject
    Expiry expiry;

    @Inject
    TurnableClock clock;

    @Inject
    DataSource dataSource;

    private final String mia = Shop.somebody("mia");
    private final String ben = Shop.somebody("ben");

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void each_tells_whose_money_it_is_and_why_it_is_due() {
        var product = shop.productWith(1);
        var order = shop.ordered(mia, product, 1);
        expire();
        shop.ordered(ben, product, 1);
        var payment = shop.payment(order, Shop.PRICE);
        shop.pay(payment);

        var refund = ofOrder(order);
        assertEquals("EXPIRED_AND_SOLD_OUT", refund.get("reason"));
        assertEquals(payment.paymentId().toString(), refund.get("payment_id"));
        assertEquals(payment.gateway(), refund.get("gateway"));
        assertEquals(payment.gatewayTxnId(), refund.get("gateway_txn_id"));
        assertEquals((int) Shop.PRICE, refund.get("amount"));
        assertEquals("HKD", refund.get("currency"));
        assertEquals(mia, refund.get("buyer_id"));
        assertEquals(payment.paidAt().toString(), refund.get("paid_at"));
    }

    @Test
    void a_cancelled_order_that_is_paid_when_others_have_its_stock_is_due_back() {
        var product = shop.productWith(1);
        var order = shop.ordered(mia, product, 1);
        shop.cancel(mia, order).statusCode(200);
        shop.ordered(ben, product, 1);
        shop.pay(shop.payment(order, Shop.PRICE));
        assertEquals("CANCELLED_AND_SOLD_OUT", ofOrder(order).get("reason"));
        assertEquals("REFUND_DUE", shop.statusOf(mia, order));
    }

    @Test
    void pages_show_every_one_once_the_longest_due_first() {
        var order = shop.ordered(mia, shop.productWith(1), 1);
        shop.pay(shop.payment(order, Shop.PRICE));
        var expected = new ArrayList<String>();
        for (var further = 0; further < 5; further++) {
            PaymentSucceeded payment = shop.payment(order, Shop.PRICE);
            shop.pay(payment);
            expected.add(payment.paymentId().toString());
        }
        var all = all(2);
        assertEquals(books.refundsDue(), all.size());
        assertEquals(
                expected,
                all.stream()
                        .filter(refund -> refund.get("order_id").equals(order.toString()))
                        .map(refund -> refund.get("payment_id"))
                        .toList());
        assertEquals(
                all.size(),
                all.stream().map(refund -> refund.get("payment_id")).distinct().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%%%", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_cursor_that_was_not_given_is_refused(String cursor) {
        list(Map.of("cursor", cursor)).statusCode(400).body("code", equalTo("VALIDATION_ERROR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "many"})
    void a_limit_out_of_range_is_refused(String limit) {
        list(Map.of("limit", limit)).statusCode(400).body("code", equalTo("VALIDATION_ERROR"));
    }

    @Test
    void the_metric_counts_what_the_database_holds_whoever_wrote_it() throws SQLException {
        var order = shop.ordered(mia, shop.productWith(1), 1);
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(ROW_OF_AN_EARLIER_LIFE)) {
            insert.setObject(1, order);
            insert.executeUpdate();
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertEquals(books.refundsDue(), measured()));
    }

    private long measured() {
        return RestAssured.given()
                .get(metrics)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.matches("turnstile_refunds_due(\\{.*})? .*"))
                .map(line -> line.substring(line.lastIndexOf(' ')))
                .mapToLong(number -> (long) Double.parseDouble(number))
                .findFirst()
                .orElseThrow();
    }

    private void expire() {
        expiry.after(Duration.ofMinutes(16));
    }

    private Map<String, ?> ofOrder(UUID order) {
        return all(100).stream()
                .filter(refund -> refund.get("order_id").equals(order.toString()))
                .findFirst()
                .orElseThrow();
    }

    static List<Map<String, ?>> all(int limit) {
        var all = new ArrayList<Map<String, ?>>();
        var query = new HashMap<String, Object>(Map.of("limit", limit));
        do {
            var page = list(query).statusCode(200).extract();
            all.addAll(page.<List<Map<String, ?>>>path("refunds"));
            query.put("cursor", page.path("next_cursor"));
        } while (query.get("cursor") != null);
        return all;
    }

    private static ValidatableResponse list(Map<String, ?> query) {
        return OpenApiContract.givenBroken()
                .header("Authorization", "Bearer " + TestTokens.of("fay", "finance"))
                .queryParams(query)
                .get("/orders/refunds-due")
                .then();
    }
}
