package io.turnstile.catalog.rest;

import static io.turnstile.catalog.ProductBody.SELLABLE;
import static io.turnstile.platform.testing.OpenApiContract.given;
import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInRelativeOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.catalog.Administrator;
import io.turnstile.catalog.ProductBody;
import io.turnstile.catalog.TurnableClock;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class BrowsingTheCatalogTest {
    @Inject
    TurnableClock clock;

    @Inject
    SessionFactory sessions;

    @Inject
    DataSource dataSource;

    @Inject
    SharedCatalog catalog;

    @AfterEach
    void letTheClockGo() {
        clock.letGo();
    }

    @Test
    void anybody_sees_what_is_on_sale_and_all_that_matters_of_it() {
        var product = Administrator.adds(ProductBody.fresh());
        var shown = "products.find { it.id == " + product.id() + " }.";
        given().get("/catalog")
                .then()
                .statusCode(200)
                .body(shown + "sku", equalTo(product.sku()))
                .body(shown + "name", equalTo("3-in-1 pass"))
                .body(shown + "status", equalTo("active"))
                .body(shown + "sale_start_at", equalTo("2026-01-01T00:00:00Z"))
                .body(shown + "sale_end_at", equalTo("2099-12-31T16:00:00Z"))
                .body(shown + "price.amount", equalTo(19_900))
                .body(shown + "price.currency", equalTo("HKD"))
                .body(shown + "available", equalTo(SELLABLE))
                .body(shown + "valid_for_days", equalTo(30))
                .body(shown + "valid_from", nullValue())
                .body(shown + "sellable", nullValue())
                .body(shown + "functions.function_code", contains("bus", "ferry", "museum"))
                .body(shown + "functions.label", contains("The bus", "The ferry", "The museum"))
                .body(shown + "functions.quantity", contains(2, 1, 1));
    }

    @Test
    void products_come_in_ascending_order_of_their_ids() {
        var lower = ProductBody.fresh();
        var higher = ProductBody.fresh();
        Administrator.adds(higher);
        Administrator.adds(lower);
        given().get("/catalog").then().body("products.id*.toLong()", containsInRelativeOrder(lower.id(), higher.id()));
    }

    @ParameterizedTest
    @CsvSource({
        "2027-02-28T23:59:59.999999Z, false",
        "2027-03-01T00:00:00Z, true",
        "2027-03-31T23:59:59.999999Z, true",
        "2027-04-01T00:00:00Z, false"
    })
    void a_product_is_shown_from_the_start_of_its_sale_until_just_before_its_end(Instant now, boolean shown) {
        var product = Administrator.adds(ProductBody.fresh()
                .with("sale_start_at", "2027-03-01T00:00:00Z")
                .with("sale_end_at", "2027-04-01T00:00:00Z"));
        clock.turnTo(now);
        var id = (int) product.id();
        given().get("/catalog").then().body("products.id", shown ? hasItem(id) : not(hasItem(id)));
        given().get("/catalog/" + id).then().statusCode(shown ? 200 : 404);
    }

    @Test
    void a_retired_product_is_not_shown() {
        var product = Administrator.adds(ProductBody.fresh());
        Administrator.retires(product.id()).statusCode(200);
        given().get("/catalog").then().body("products.id", not(hasItem((int) product.id())));
        given().get("/catalog/" + product.id()).then().statusCode(404).body("code", equalTo("PRODUCT_NOT_FOUND"));
    }

    @Test
    void one_product_is_shown_as_in_the_catalog() {
        var product = Administrator.adds(ProductBody.fresh().with("valid_from", "2026-06-01T08:00:00+08:00"));
        given().get("/catalog/" + product.id())
                .then()
                .statusCode(200)
                .body("id", equalTo((int) product.id()))
                .body("available", equalTo(SELLABLE))
                .body("valid_from", equalTo("2026-06-01T00:00:00Z"));
    }

    @Test
    void what_is_no_products_id_is_not_found() {
        given().get("/catalog/999999999").then().statusCode(404).body("code", equalTo("PRODUCT_NOT_FOUND"));
        for (var id : new String[] {"pass", "1.5", "-1", "99999999999999999999"}) {
            givenBroken().get("/catalog/" + id).then().statusCode(404);
        }
    }

    @ParameterizedTest
    @CsvSource({"/catalog", "/catalog/{id}"})
    void who_has_the_answer_already_is_told_so(String path) {
        var id = Administrator.adds(ProductBody.fresh()).id();
        path = path.replace("{id}", Long.toString(id));
        var tag = given().get(path).then().statusCode(200).extract().header("ETag");
        for (var known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            given().header("If-None-Match", known)
                    .get(path)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag)
                    .body(equalTo(""));
        }
        given().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
    }

    @Test
    void a_change_makes_another_tag() {
        var product = Administrator.adds(ProductBody.fresh());
        var tag = given().get("/catalog").header("ETag");
        Administrator.replaces(product.id(), product.with("sellable", SELLABLE - 1))
                .statusCode(200);
        given().header("If-None-Match", tag)
                .get("/catalog")
                .then()
                .statusCode(200)
                .header("ETag", not(tag));
    }

    @Test
    void the_catalog_is_one_query_however_many_products_it_has() {
        Administrator.adds(ProductBody.fresh());
        Administrator.adds(ProductBody.fresh());
        var statistics = sessions.getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        given().get("/catalog").then().statusCode(200);
        assertEquals(1, statistics.getPrepareStatementCount());
    }

    @Test
    void who_asks_while_others_are_being_answered_shares_the_next_reading() throws Exception {
        var statistics = sessions.getStatistics();
        statistics.setStatisticsEnabled(true);
        try (var administrator = locksTheProducts()) {
            statistics.clear();
            var answers = Stream.generate(this::asks).limit(20).toList();
            administrator.rollback();
            for (var answer : answers) {
                assertNotNull(answer.get(10, TimeUnit.SECONDS));
            }
        }
        // The first one's, and that of all who came while it was under way.
        assertThat(statistics.getPrepareStatementCount(), lessThanOrEqualTo(2L));
    }

    @Test
    void who_hangs_up_takes_the_answer_from_nobody_else() throws Exception {
        try (var administrator = locksTheProducts()) {
            var underWay = asks();
            var impatient = asks();
            var patient = asks();
            impatient.cancel(false);
            administrator.rollback();
            assertNotNull(underWay.get(10, TimeUnit.SECONDS));
            assertNotNull(patient.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void a_reading_that_fails_is_told_to_those_who_waited_for_it_and_to_nobody_after_them() throws Exception {
        try (var administrator = locksTheProducts()) {
            given().get("/catalog").then().statusCode(503).body("code", equalTo("SERVICE_UNAVAILABLE"));
            administrator.rollback();
        }
        given().get("/catalog").then().statusCode(200);
    }

    private CompletableFuture<TaggedAnswer> asks() {
        return catalog.ask().toCompletableFuture();
    }

    /** Nothing that was read before is of use any more, and nothing is read until the transaction ends. */
    private Connection locksTheProducts() throws SQLException {
        var administrator = dataSource.getConnection();
        administrator.setAutoCommit(false);
        try (var lock = administrator.createStatement()) {
            lock.execute("LOCK TABLE product");
        }
        catalog.forget();
        return administrator;
    }
}
