package io.turnstile.catalog.rest;

import static io.turnstile.catalog.ProductBody.function;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.catalog.Administrator;
import io.turnstile.catalog.ProductBody;
import io.turnstile.platform.testing.PlatformResource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class RefusingInvalidProductsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("id", 0, "id"),
                arguments("sku", null, "sku"),
                arguments("sku", "  ", "sku"),
                arguments("sku", "S".repeat(65), "sku"),
                arguments("sku", 5, "sku"),
                arguments("name", "", "name"),
                arguments("name", "\u00a0\u3000", "name"),
                arguments("name", "two\nlines", "name"),
                arguments("name", "a\u0000b", "name"),
                arguments("name", "N".repeat(201), "name"),
                arguments("sale_start_at", null, "sale_start_at"),
                arguments("sale_start_at", "tomorrow", "sale_start_at"),
                arguments("sale_start_at", 1_772_355_670, "sale_start_at"),
                arguments("sale_start_at", "1772355670", "sale_start_at"),
                arguments("sale_start_at", "+1000000000-12-31T23:59:59Z", "sale_start_at"),
                arguments("sale_end_at", "2026-01-01T00:00:00Z", "sale_end_at"),
                arguments("sale_end_at", "2025-12-31T23:59:59Z", "sale_end_at"),
                arguments("price", null, "price"),
                arguments("price", Map.of("amount", -1, "currency", "HKD"), "price.amount"),
                arguments("price", Map.of("amount", 100_000_000_001L, "currency", "HKD"), "price.amount"),
                arguments("price", Map.of("amount", 199.99, "currency", "HKD"), "price.amount"),
                arguments("price", Map.of("amount", "19900", "currency", "HKD"), "price.amount"),
                arguments("price", Map.of("amount", 1, "currency", "hkd"), "price.currency"),
                arguments("sellable", -1, "sellable"),
                arguments("sellable", null, "sellable"),
                arguments("sellable", 3_000_000_000L, "sellable"),
                arguments("valid_for_days", 0, "valid_for_days"),
                arguments("valid_for_days", 3651, "valid_for_days"),
                arguments("functions", List.of(), "functions"),
                arguments("functions", List.of(function("Bus", 1)), "functions[0].function_code"),
                arguments("functions", List.of(function("bus", 0)), "functions[0].quantity"),
                arguments("functions", List.of(function("bus", 1), function("bus", 2)), "functions[1].function_code"),
                arguments("functions", List.of(Map.of("function_code", "bus", "quantity", 1)), "functions[0].label"),
                arguments("colour", "red", "colour"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void the_member_at_fault_is_named(String member, Object value, String field) {
        Administrator.sendsBroken()
                .body(ProductBody.fresh().with(member, value).members())
                .post("/products")
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"))
                .body("errors.field", contains(field));
    }

    @Test
    void all_faults_are_named_at_once() {
        var broken = ProductBody.fresh()
                .with("name", " ")
                .with("sale_end_at", "2020-01-01T00:00:00Z")
                .with("functions", List.of(function("bus", 1), function("bus", 0)));
        Administrator.sendsBroken()
                .body(broken.members())
                .post("/products")
                .then()
                .statusCode(400)
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "name", "sale_end_at", "functions[1].function_code", "functions[1].quantity"));
    }

    @Test
    void new_content_follows_the_same_rules_and_has_no_id() {
        var product = Administrator.adds(ProductBody.fresh());
        Administrator.sendsBroken()
                .body(product.with("sellable", -1).members())
                .put("/products/" + product.id())
                .then()
                .statusCode(400)
                .body("errors.field", contains("id", "sellable"));
    }

    /** As JSON Schema counts: a character that takes two units of UTF-16 is one. */
    @Test
    void a_name_may_have_as_many_characters_as_it_says_whatever_they_are() {
        Administrator.adds(ProductBody.fresh().with("name", "\uD83C\uDFAB".repeat(200)));
    }

    @Test
    void a_member_that_occurs_twice_is_refused() {
        Administrator.sendsBroken()
                .body("{\"sellable\":1,\"sellable\":1000}")
                .post("/products")
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"))
                .body("errors.field", contains("body"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{} {}", "\"pass\""})
    void what_is_not_a_product_is_refused(String body) {
        Administrator.sendsBroken()
                .body(body)
                .post("/products")
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"));
    }

    @Test
    void another_media_type_is_refused() {
        Administrator.sendsBroken()
                .contentType("text/plain")
                .body("pass")
                .post("/products")
                .then()
                .statusCode(415)
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }
}
