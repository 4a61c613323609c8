package io.turnstile.acceptance.privacy;

import static io.restassured.http.ContentType.JSON;
import static io.turnstile.platform.testing.OpenApiContract.givenBroken;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Gate;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.PaymentGateway;
import io.turnstile.acceptance.support.PaymentGateway.Notice;
import io.turnstile.acceptance.support.Suite;
import io.turnstile.platform.testing.OpenApiContract;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A buyer and an operator who go through the whole story, and give themselves away wherever they can. */
final class People {
    private static final String ADDRESS = "203.0.113.77";

    private final Suite suite;
    private final Buyer buyer;
    private final long product;
    private final String mark = UUID.randomUUID().toString();
    private final String email = "mia." + mark + "@example.com";
    private final String displayName = "Alice " + mark;
    private final String password = "password " + mark;
    private final String operator = "gate-" + mark;
    private String operatorToken;
    private String qr;

    People(Suite suite, Buyer buyer, long product) {
        this.suite = suite;
        this.buyer = buyer;
        this.product = product;
    }

    String email() {
        return email;
    }

    String displayName() {
        return displayName;
    }

    /** The last that was shown. */
    String qr() {
        return qr;
    }

    /** What is written down nowhere. */
    List<String> secrets() {
        return List.of(password, buyer.token(), operatorToken, qr, ADDRESS);
    }

    /** @return what of all that they gave away the text holds */
    List<String> namedIn(String text) {
        return Stream.concat(Stream.of(buyer.name(), email, displayName), secrets().stream())
                .filter(text::contains)
                .toList();
    }

    void goThroughTheStory() {
        String order = as(OpenApiContract.given(), buyer.token())
                .header("Idempotency-Key", mark)
                .body(Map.of("items", List.of(Map.of("product_id", product, "qty", 1)), "out_trade_no", email))
                .post("/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("order_id");
        new PaymentGateway(suite).tellsUntilIssued(Notice.of(order, Office.PRICE));
        qr = buyer.shows(buyer.ticketCodes(order).getFirst());
        employ();
        operatorToken = Gate.login(operator, password).statusCode(200).extract().path("operator_token");
        var gate = new Gate("cheung-chau", operatorToken, "gate-1");
        gate.scan(qr, "ferry").statusCode(200);
        gate.scan(qr, "ferry").statusCode(422);
        new Office(suite).report("limit=10");
    }

    private void employ() {
        String supervisor = Gate.login(
                        suite.secret("first-supervisor", "username"), suite.secret("first-supervisor", "password"))
                .statusCode(200)
                .extract()
                .path("operator_token");
        as(OpenApiContract.given(), supervisor)
                .body(Map.of(
                        "username",
                        operator,
                        "display_name",
                        displayName,
                        "password",
                        password,
                        "role",
                        "operator",
                        "venue_codes",
                        List.of("cheung-chau")))
                .post("/operators")
                .then()
                .statusCode(201);
    }

    /** Everything that can be wrong is wrong once, and says who it is. */
    void areRefused() {
        var mia = buyer.token();
        broken(mia)
                .body("{\"items\":[{\"product_id\":\"" + email + "\",\"qty\":1}]}")
                .post("/orders");
        broken(mia).body("{\"" + email + "\":1}").post("/orders");
        broken(mia)
                .body("{\"items\":[{\"product_id\":1,\"qty\":1}],\"channel_id\":\"" + email + "\"}")
                .post("/orders");
        broken(mia).body(email).post("/orders");
        broken(mia)
                .header("Idempotency-Key", email + " ")
                .body("{\"items\":[]}")
                .post("/orders");
        broken(mia).contentType("text/plain").body(email).post("/orders");
        // Too large: refused before anybody has looked where it goes, so also where the document knows no body.
        for (var path : List.of("/orders/{it}", "/orders/{it}/cancel", "/qr/{it}", "/operators/login")) {
            as(RestAssured.given(), mia).body(email.repeat(2000)).post(path.replace("{it}", email));
        }
        for (var path : List.of(
                "/orders/{it}",
                "/my/tickets?order_id={it}",
                "/orders?cursor={it}",
                "/qr/{it}/info",
                "/{it}",
                "/catalog/{it}",
                "/reports/redemptions?function={it}&from={it}",
                "/orders?limit={it}")) {
            broken(mia).get(path.replace("{it}", email));
            broken(mia + "x").get(path.replace("{it}", email));
        }
        broken(mia).delete("/orders/" + email);
        broken(operatorToken).get("/my/tickets");
        broken(mia)
                .body(Map.of("qr_token", email, "function_code", "ferry", "venue_code", "cheung-chau"))
                .post("/venue/scan");
        broken(operatorToken)
                .body(Map.of("qr_token", email, "function_code", "ferry", "venue_code", "cheung-chau"))
                .post("/venue/scan");
        broken(operatorToken).body(Map.of("encrypted_data", qr + "x")).post("/qr/decrypt");
        broken(mia)
                .body(Map.of("username", operator, "password", password + "!"))
                .post("/operators/login");
        broken(mia)
                .body("{\"username\":\"" + operator + "\",\"password\":\"" + password + "\",}")
                .post("/operators/login");
        broken(mia)
                .body(Map.of("username", operator, "password", List.of(password)))
                .post("/operators/login");
        broken(mia).body("{\"gateway\":\"" + email + "\"}").post("/payments/notify");
    }

    private static RequestSpecification broken(String token) {
        return as(givenBroken(), token);
    }

    private static RequestSpecification as(RequestSpecification request, String token) {
        return request.header("Authorization", "Bearer " + token)
                .header("X-Forwarded-For", ADDRESS)
                .header("Forwarded", "for=" + ADDRESS)
                .contentType(JSON);
    }
}
