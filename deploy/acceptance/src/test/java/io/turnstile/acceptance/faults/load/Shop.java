package io.turnstile.acceptance.faults.load;

import static io.restassured.http.ContentType.JSON;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.turnstile.acceptance.support.Suite;
import io.turnstile.acceptance.support.Tokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the load buys and who stands at the gates; made once, before anything is broken.
 *
 * @param products one of them so scarce that it is sold out all the time
 */
public record Shop(List<Product> products, List<Operator> operators) {
    private static final List<String> VENUES = List.of("central-pier", "cheung-chau", "museum-gate");
    private static final int OPERATORS = 6;
    private static final int PLENTY = 1_000_000;
    private static final int SCARCE = 30;

    /** @param price minor units of HKD */
    public record Product(long id, long price) {}

    public record Operator(String name, String token) {}

    /** Where each function is served. */
    static String venueOf(String function) {
        return switch (function) {
            case "museum" -> "museum-gate";
            case "ferry" -> "cheung-chau";
            default -> "central-pier";
        };
    }

    public static Shop open(Suite suite) {
        var admin = new Tokens(suite).of("carl", "catalog-admin");
        var products = List.of(
                product(suite, admin, 18_800, PLENTY, Map.of("bus", 1, "ferry", 1, "museum", 1)),
                product(suite, admin, 5_600, PLENTY, Map.of("ferry", 2)),
                product(suite, admin, 3_000, SCARCE, Map.of("museum", 1)));
        var supervisor = login(
                suite, suite.secret("first-supervisor", "username"), suite.secret("first-supervisor", "password"));
        var operators = new ArrayList<Operator>();
        for (var number = 1; number <= OPERATORS; number++) {
            operators.add(operator(suite, supervisor, "gate-" + number));
        }
        return new Shop(products, List.copyOf(operators));
    }

    private static Product product(
            Suite suite, String admin, long price, int sellable, Map<String, Integer> functions) {
        var grants = functions.entrySet().stream()
                .map(grant ->
                        Map.of("function_code", grant.getKey(), "label", grant.getKey(), "quantity", grant.getValue()))
                .toList();
        Number id = with(suite, admin)
                .body(Map.of(
                        "sku",
                        "FAULTS-" + UUID.randomUUID(),
                        "name",
                        "Pass that survives",
                        "sale_start_at",
                        "2025-01-01T00:00:00Z",
                        "sale_end_at",
                        "2099-01-01T00:00:00Z",
                        "price",
                        Map.of("amount", price, "currency", "HKD"),
                        "sellable",
                        sellable,
                        "valid_for_days",
                        30,
                        "functions",
                        grants))
                .post("/products")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return new Product(id.longValue(), price);
    }

    private static Operator operator(Suite suite, String supervisor, String name) {
        var password = UUID.randomUUID().toString();
        with(suite, supervisor)
                .body(Map.of("username", name, "password", password, "role", "operator", "venue_codes", VENUES))
                .post("/operators")
                .then()
                .statusCode(201);
        return new Operator(name, login(suite, name, password));
    }

    private static String login(Suite suite, String username, String password) {
        return RestAssured.given()
                .baseUri(suite.gateway())
                .contentType(JSON)
                .body(Map.of("username", username, "password", password))
                .post("/operators/login")
                .then()
                .statusCode(200)
                .extract()
                .path("operator_token");
    }

    private static RequestSpecification with(Suite suite, String token) {
        return RestAssured.given()
                .baseUri(suite.gateway())
                .header("Authorization", "Bearer " + token)
                .contentType(JSON);
    }

    /** As if the order's time had passed: its deadline is moved to now. */
    static void letExpire(Suite suite, String orderId) {
        try (var connection = suite.database("order_service");
                var update =
                        connection.prepareStatement("UPDATE orders SET expires_at = now() WHERE order_id = ?::uuid")) {
            update.setString(1, orderId);
            update.executeUpdate();
        } catch (SQLException _) {
            // The database is being killed; this order then waits for its real deadline.
        }
    }
}
