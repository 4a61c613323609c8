package io.turnstile.acceptance.support;

import static io.restassured.http.ContentType.JSON;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.turnstile.platform.testing.OpenApiContract;
import java.util.List;
import java.util.UUID;

/** Somebody who buys: orders, looks at tickets, shows QR codes, all through the gateway. */
public record Buyer(String name, String token) {

    public static Buyer of(Suite suite, String name) {
        return new Buyer(name, new Tokens(suite).of(name, "buyer"));
    }

    /** A buyer whom no other test knows. */
    public static Buyer anyone(Suite suite) {
        return of(suite, "buyer-" + UUID.randomUUID());
    }

    public ValidatableResponse order(String key, long product, int quantity) {
        return with().header("Idempotency-Key", key)
                .contentType(JSON)
                .body("{\"items\":[{\"product_id\":%d,\"qty\":%d}]}".formatted(product, quantity))
                .post("/orders")
                .then();
    }

    /** @return the id of a new order that waits for its payment */
    public String ordered(long product, int quantity) {
        return order(UUID.randomUUID().toString(), product, quantity)
                .statusCode(201)
                .extract()
                .path("order_id");
    }

    public ValidatableResponse order(String orderId) {
        return with().get("/orders/{id}", orderId).then();
    }

    public ValidatableResponse tickets(String orderId) {
        return with().queryParam("order_id", orderId).get("/my/tickets").then();
    }

    public List<String> ticketCodes(String orderId) {
        return tickets(orderId).statusCode(200).extract().path("tickets.ticket_code");
    }

    public ValidatableResponse qr(String ticketCode) {
        return with().post("/qr/{code}", ticketCode).then();
    }

    /** @return a QR token that is good for a minute */
    public String shows(String ticketCode) {
        return qr(ticketCode).statusCode(200).extract().path("encrypted_data");
    }

    public RequestSpecification with() {
        return OpenApiContract.given().header("Authorization", "Bearer " + token);
    }
}
