package io.turnstile.catalog.usecase;

import static io.turnstile.catalog.ProductBody.SELLABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.catalog.Administrator;
import io.turnstile.catalog.ProductBody;
import io.turnstile.catalog.TurnableClock;
import io.turnstile.contracts.event.Money;
import io.turnstile.contracts.event.ProductEvents.ProductPublished;
import io.turnstile.contracts.event.ProductFunction;
import io.turnstile.platform.testing.OutboxRows;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PublishingProductsTest {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

    @Inject
    DataSource dataSource;

    @Inject
    TurnableClock clock;

    @AfterEach
    void letTheClockGo() {
        clock.letGo();
    }

    @Test
    void a_new_product_is_published_whole() {
        clock.turnTo(NOW);
        var product = Administrator.adds(ProductBody.fresh().with("valid_from", "2026-06-01T00:00:00Z"));
        var expected = new ProductPublished(
                product.id(),
                1,
                product.sku(),
                "3-in-1 pass",
                "active",
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2099-12-31T16:00:00Z"),
                new Money(19_900, "HKD"),
                SELLABLE,
                30,
                Instant.parse("2026-06-01T00:00:00Z"),
                List.of(
                        new ProductFunction("bus", "The bus", 2),
                        new ProductFunction("ferry", "The ferry", 1),
                        new ProductFunction("museum", "The museum", 1)),
                NOW);
        assertEquals(List.of(expected), published(product.id()));
    }

    @Test
    void every_change_is_published_once_under_the_next_version() {
        var product = Administrator.adds(ProductBody.fresh());
        Administrator.replaces(product.id(), product.with("sellable", 10));
        Administrator.replaces(product.id(), product.with("sellable", 20));
        Administrator.retires(product.id());
        var events = published(product.id());
        assertEquals(
                List.of(1L, 2L, 3L, 4L),
                events.stream().map(ProductPublished::version).toList());
        assertEquals(
                List.of(SELLABLE, 10, 20, 20),
                events.stream().map(ProductPublished::sellable).toList());
        assertEquals(
                List.of("active", "active", "active", "retired"),
                events.stream().map(ProductPublished::status).toList());
    }

    @Test
    void what_changes_nothing_publishes_nothing() {
        var product = Administrator.adds(ProductBody.fresh());
        Administrator.adds(product);
        Administrator.replaces(product.id(), product).statusCode(200);
        Administrator.replaces(product.id(), product.with("sale_start_at", "2026-01-01T08:00:00+08:00"))
                .statusCode(200);
        assertEquals(1, published(product.id()).size());
        Administrator.retires(product.id());
        Administrator.retires(product.id());
        assertEquals(2, published(product.id()).size());
    }

    @Test
    void what_is_refused_publishes_nothing() {
        var product = Administrator.adds(ProductBody.fresh());
        Administrator.tryToAdd(product.with("name", "Other")).statusCode(409);
        assertEquals(1, published(product.id()).size());
    }

    @Test
    void no_version_is_lost_among_administrators_who_change_a_product_at_once() throws Exception {
        var product = Administrator.adds(ProductBody.fresh());
        var administrators = 8;
        atOnce(
                IntStream.range(0, administrators)
                        .<Callable<Integer>>mapToObj(
                                i -> () -> Administrator.replaces(product.id(), product.with("sellable", 1_000 + i))
                                        .extract()
                                        .statusCode())
                        .toList(),
                200);
        var events = published(product.id());
        assertEquals(
                LongStream.rangeClosed(1, 1 + administrators).boxed().toList(),
                events.stream().map(ProductPublished::version).toList());
        assertEquals(
                1 + administrators,
                events.stream().map(ProductPublished::sellable).distinct().count());
    }

    @Test
    void a_product_that_is_added_many_times_at_once_is_published_once() throws Exception {
        var product = ProductBody.fresh();
        Callable<Integer> add = () -> Administrator.tryToAdd(product).extract().statusCode();
        atOnce(List.of(add, add, add, add, add, add), 201);
        assertEquals(1, published(product.id()).size());
    }

    private static void atOnce(List<Callable<Integer>> requests, int status) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(requests)) {
                assertEquals(status, answer.get());
            }
        }
    }

    private List<ProductPublished> published(long productId) {
        return OutboxRows.of(dataSource).events(ProductPublished.class).stream()
                .filter(event -> event.productId() == productId)
                .toList();
    }
}
