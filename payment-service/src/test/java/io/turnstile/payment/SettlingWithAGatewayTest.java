package io.turnstile.payment;

import static io.turnstile.payment.TestGateway.newTxn;
import static io.turnstile.payment.TestGateway.notification;
import static io.turnstile.payment.TestGateway.send;
import static io.turnstile.payment.TestGateway.signed;
import static io.turnstile.payment.TestGateway.success;
import static io.turnstile.platform.testing.OpenApiContract.given;
import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class SettlingWithAGatewayTest {
    @Inject
    OtherServices others;

    @Test
    void finance_sees_what_was_refused_and_how_often() {
        var orderId = others.placeOrder();
        var txnId = newTxn();
        var wrong = notification(orderId, txnId, "SUCCESS", 1, "USD");
        send(wrong).then().statusCode(422);
        send(wrong).then().statusCode(422);

        var newest = page(1, null);

        assertEquals(txnId, newest.getString("notifications[0].gateway_txn_id"));
        assertEquals(orderId.toString(), newest.getString("notifications[0].order_id"));
        assertEquals("PAYMENT_MISMATCH", newest.getString("notifications[0].reason"));
        assertEquals(1, newest.getLong("notifications[0].amount"));
        assertEquals("USD", newest.getString("notifications[0].currency"));
        assertEquals(2, newest.getInt("notifications[0].times"));
    }

    @Test
    void pages_go_from_the_newest_to_the_oldest_though_others_come_meanwhile() {
        var expected = Stream.generate(this::refuseOne).limit(5).toList().reversed();

        var seen = new ArrayList<String>();
        String cursor = null;
        for (int i = 0; i < 3; i++) {
            var page = page(2, cursor);
            seen.addAll(page.getList("notifications.gateway_txn_id", String.class));
            cursor = page.getString("next_cursor");
            refuseOne();
        }

        assertEquals(expected, seen.subList(0, expected.size()));
    }

    @Test
    void the_last_page_says_so() {
        refuseOne();
        String cursor = null;
        var pages = 0;
        do {
            cursor = page(100, cursor).getString("next_cursor");
            pages++;
        } while (cursor != null && pages < 1_000);

        assertEquals(null, cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=x", "cursor=A", "cursor=AAAAAAAAAAAAAAA", "limit=0", "limit=101", "limit=many"})
    void a_question_that_makes_no_sense_is_refused(String query) {
        givenBroken()
                .header("Authorization", "Bearer " + finance())
                .get("/payments/refused?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"));
    }

    @Test
    void nobody_sees_it_without_a_token() {
        givenBroken().get("/payments/refused").then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
    }

    static List<String> bentTokens() {
        return List.of(
                TestTokens.token("fay").groups("finance").expired().sign(),
                TestTokens.token("fay").groups("finance").forged().sign(),
                TestTokens.token("fay").groups("finance").audience("elsewhere").sign(),
                TestTokens.token("fay")
                        .groups("finance")
                        .issuer("https://elsewhere.example")
                        .sign());
    }

    @ParameterizedTest
    @MethodSource("bentTokens")
    void a_token_that_is_not_the_issuers_opens_nothing(String token) {
        givenBroken()
                .header("Authorization", "Bearer " + token)
                .get("/payments/refused")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"buyer", "analyst", "catalog-admin"})
    void nobody_else_sees_it(String group) {
        givenBroken()
                .header("Authorization", "Bearer " + TestTokens.of("mia", group))
                .get("/payments/refused")
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
    }

    @Test
    void a_gateway_needs_no_token_and_may_send_one_of_its_own() {
        var body = success(others.placePaidOrder(1), newTxn());

        signed(OpenApiContract.given(), TestGateway.currentSecret(), Instant.now(), body)
                .header("Authorization", "Bearer something-of-the-gateways")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/payments/notify")
                .then()
                .statusCode(200);
    }

    private String refuseOne() {
        var txnId = newTxn();
        UUID orderId = others.placeOrder();
        send(notification(orderId, txnId, "SUCCESS", 1, "HKD")).then().statusCode(422);
        return txnId;
    }

    private static JsonPath page(int limit, String cursor) {
        var request = given().header("Authorization", "Bearer " + finance()).queryParam("limit", limit);
        if (cursor != null) {
            request.queryParam("cursor", cursor);
        }
        return request.get("/payments/refused").then().statusCode(200).extract().jsonPath();
    }

    private static String finance() {
        return TestTokens.of("fay", "finance");
    }
}
