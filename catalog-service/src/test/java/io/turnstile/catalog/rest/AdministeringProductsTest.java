package io.turnstile.catalog.rest;

import static io.turnstile.catalog.ProductBody.SELLABLE;
import static io.turnstile.platform.testing.OpenApiContract.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.catalog.Administrator;
import io.turnstile.catalog.ProductBody;
import io.turnstile.platform.testing.PlatformResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class AdministeringProductsTest {

    @Test
    void an_added_product_is_on_sale_at_once() {
        var product = ProductBody.fresh();
        Administrator.tryToAdd(product)
                .statusCode(201)
                .header("Location", "/products/" + product.id())
                .body("id", equalTo((int) product.id()))
                .body("status", equalTo("active"))
                .body("sellable", equalTo(SELLABLE))
                .body("available", equalTo(SELLABLE));
        given().get("/catalog/" + product.id()).then().statusCode(200);
    }

    @Test
    void adding_the_same_product_again_gives_the_same_product() {
        var product = ProductBody.fresh();
        var first = Administrator.tryToAdd(product).statusCode(201).extract();
        var second = Administrator.tryToAdd(product).statusCode(201).extract();
        assertEquals(first.body().asString(), second.body().asString());
        Administrator.tryToAdd(product.withoutId()).statusCode(201).body("id", equalTo((int) product.id()));
    }

    @Test
    void an_id_or_a_sku_that_is_taken_is_refused() {
        var taken = Administrator.adds(ProductBody.fresh());
        for (var other : List.of(
                taken.with("name", "Other"),
                taken.with("sku", "OTHER-" + taken.id()),
                taken.with("id", ProductBody.fresh().id()),
                taken.withoutId().with("sellable", 1))) {
            Administrator.tryToAdd(other).statusCode(409).body("code", equalTo("PRODUCT_EXISTS"));
        }
    }

    @Test
    void without_an_id_the_service_chooses_one_that_is_free() {
        var chosen = idOf(ProductBody.fresh().withoutId());
        Administrator.adds(ProductBody.fresh().with("id", chosen + 1));
        Administrator.tryToAdd(ProductBody.fresh().withoutId())
                .statusCode(201)
                .body("id", equalTo((int) chosen + 2))
                .body("id", greaterThanOrEqualTo(1000));
    }

    @Test
    void replacing_a_product_changes_all_of_it() {
        var product = Administrator.adds(ProductBody.fresh());
        var content = ProductBody.fresh()
                .with("name", "Museum pass")
                .with("price", Map.of("amount", 0, "currency", "EUR"))
                .with("sellable", 7)
                .with("valid_from", "2026-07-01T00:00:00Z")
                .with("functions", List.of(ProductBody.function("museum", 3), ProductBody.function("bus", 1)));
        Administrator.replaces(product.id(), content)
                .statusCode(200)
                .body("id", equalTo((int) product.id()))
                .body("sku", equalTo(content.sku()));
        given().get("/catalog/" + product.id())
                .then()
                .body("name", equalTo("Museum pass"))
                .body("price.amount", equalTo(0))
                .body("price.currency", equalTo("EUR"))
                .body("available", equalTo(7))
                .body("valid_from", equalTo("2026-07-01T00:00:00Z"))
                .body("functions.function_code", contains("museum", "bus"))
                .body("functions.quantity", contains(3, 1));
    }

    @Test
    void a_sku_stays_with_one_product() {
        var one = Administrator.adds(ProductBody.fresh());
        var other = Administrator.adds(ProductBody.fresh());
        Administrator.replaces(other.id(), other.with("sku", one.sku()))
                .statusCode(409)
                .body("code", equalTo("PRODUCT_EXISTS"));
        Administrator.replaces(other.id(), other.with("name", "Renamed")).statusCode(200);
    }

    @Test
    void a_retired_product_stays_retired_whatever_is_changed() {
        var product = Administrator.adds(ProductBody.fresh());
        Administrator.retires(product.id()).statusCode(200).body("status", equalTo("retired"));
        Administrator.retires(product.id()).statusCode(200).body("status", equalTo("retired"));
        Administrator.replaces(product.id(), product.with("name", "Renamed"))
                .statusCode(200)
                .body("status", equalTo("retired"))
                .body("name", equalTo("Renamed"));
    }

    @Test
    void a_product_that_does_not_exist_cannot_be_changed() {
        var nobody = ProductBody.fresh();
        Administrator.replaces(nobody.id(), nobody).statusCode(404).body("code", equalTo("PRODUCT_NOT_FOUND"));
        Administrator.retires(nobody.id()).statusCode(404).body("code", equalTo("PRODUCT_NOT_FOUND"));
    }

    @Test
    void administrators_also_see_what_is_not_on_sale() {
        var retired = Administrator.adds(ProductBody.fresh());
        Administrator.retires(retired.id());
        var future = Administrator.adds(ProductBody.fresh().with("sale_start_at", "2098-01-01T00:00:00Z"));
        Administrator.listsProducts()
                .statusCode(200)
                .body("products.find { it.id == %d }.status".formatted(retired.id()), equalTo("retired"))
                .body("products.find { it.id == %d }.status".formatted(future.id()), equalTo("active"));
    }

    private static long idOf(ProductBody product) {
        return Administrator.tryToAdd(product)
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }
}
