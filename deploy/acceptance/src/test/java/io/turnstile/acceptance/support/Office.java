package io.turnstile.acceptance.support;

import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;

import io.restassured.response.ValidatableResponse;
import io.turnstile.platform.testing.OpenApiContract;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The people behind the counters: they put products on sale, read reports, and look into the books. */
public record Office(Suite suite) {
    public static final long PRICE = 18_800;

    public record StockLevel(int sellable, int reserved, int sold) {
        public boolean holds() {
            return reserved >= 0 && sold >= 0 && reserved + sold <= sellable;
        }
    }

    /** @return the id of a new product whose tickets use each function once, as soon as it can be ordered */
    public long productWith(int sellable, String... functions) {
        return productWith(sellable, 1, functions);
    }

    /** @param uses of each function, that a ticket has */
    public long productWith(int sellable, int uses, String... functions) {
        Number id = OpenApiContract.given()
                .header("Authorization", "Bearer " + new Tokens(suite).of("carl", "catalog-admin"))
                .contentType(JSON)
                .body(product("ACC-" + UUID.randomUUID(), sellable, uses, functions))
                .post("/products")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        await().atMost(Duration.ofSeconds(30)).until(() -> isInOrderService(id.longValue()));
        return id.longValue();
    }

    /** @return the body that describes a product whose tickets use each function once */
    public static String product(String sku, int sellable, String... functions) {
        return product(sku, sellable, 1, functions);
    }

    private static String product(String sku, int sellable, int uses, String... functions) {
        var grants = Arrays.stream(functions)
                .map(code -> "{\"function_code\":\"%1$s\",\"label\":\"%1$s\",\"quantity\":%2$d}".formatted(code, uses))
                .collect(Collectors.joining(","));
        return """
                {"sku":"%s","name":"Acceptance pass","sale_start_at":"2025-01-01T00:00:00Z",\
                "sale_end_at":"2099-01-01T00:00:00Z","price":{"amount":%d,"currency":"HKD"},"sellable":%d,\
                "valid_for_days":30,"functions":[%s]}""".formatted(sku, PRICE, sellable, grants);
    }

    private boolean isInOrderService(long product) throws SQLException {
        return longOf("order_service", "SELECT count(*) FROM product WHERE product_id = ?", product) == 1;
    }

    public StockLevel stockOf(long product) {
        try (var connection = suite.database("order_service");
                var select = connection.prepareStatement(
                        "SELECT sellable, reserved, sold FROM stock WHERE product_id = ?")) {
            select.setLong(1, product);
            var row = select.executeQuery();
            row.next();
            return new StockLevel(row.getInt(1), row.getInt(2), row.getInt(3));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** @return the first column of the first row */
    public long longOf(String database, String sql, Object... parameters) throws SQLException {
        try (var connection = suite.database(database);
                var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            var row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** As if the order's time had passed: its deadline is moved to now. */
    public void letExpire(String orderId) throws SQLException {
        try (var connection = suite.database("order_service");
                var update =
                        connection.prepareStatement("UPDATE orders SET expires_at = now() WHERE order_id = ?::uuid")) {
            update.setString(1, orderId);
            update.executeUpdate();
        }
    }

    /** @return the tokens of that many new operators who may scan at the venues */
    public List<String> newOperators(int number, String... venueCodes) {
        String supervisor = Gate.login(
                        suite.secret("first-supervisor", "username"), suite.secret("first-supervisor", "password"))
                .statusCode(200)
                .extract()
                .path("operator_token");
        return Stream.generate(() -> newOperator(supervisor, venueCodes))
                .limit(number)
                .toList();
    }

    private static String newOperator(String supervisor, String... venueCodes) {
        var username = "op-" + UUID.randomUUID();
        var password = UUID.randomUUID().toString();
        OpenApiContract.given()
                .header("Authorization", "Bearer " + supervisor)
                .contentType(JSON)
                .body(Map.of("username", username, "password", password, "role", "operator", "venue_codes", venueCodes))
                .post("/operators")
                .then()
                .statusCode(201);
        return Gate.login(username, password).statusCode(200).extract().path("operator_token");
    }

    public ValidatableResponse report(String query) {
        return OpenApiContract.given()
                .header("Authorization", "Bearer " + new Tokens(suite).of("ann", "analyst"))
                .get("/reports/redemptions?" + query)
                .then()
                .statusCode(200);
    }
}
