package io.turnstile.order;

import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.ValidatableResponse;
import io.turnstile.contracts.event.Money;
import io.turnstile.contracts.event.PaymentEvents.PaymentSucceeded;
import io.turnstile.contracts.event.ProductEvents;
import io.turnstile.contracts.event.ProductEvents.ProductPublished;
import io.turnstile.contracts.event.ProductFunction;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.order.model.OrderPayment;
import io.turnstile.order.model.Product;
import io.turnstile.order.usecase.KeepProduct;
import io.turnstile.order.usecase.OrderRequest;
import io.turnstile.order.usecase.PlaceOrder;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.TestStreams;
import io.turnstile.platform.testing.TestTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What tests of this service do again and again: put products on sale, order, pay, look at the stock. */
@ApplicationScoped
public class Shop {
    /** Counted on from another number where the classes are loaded again, for another profile: the database is the same. */
    private static final AtomicLong PRODUCT_IDS = new AtomicLong(System.currentTimeMillis());

    public static final long PRICE = 18_800;

    private final EntityManager entityManager;
    private final KeepProduct keepProduct;
    private final PlaceOrder placeOrder;
    private final Clock clock;

    Shop(EntityManager entityManager, KeepProduct keepProduct, PlaceOrder placeOrder, Clock clock) {
        this.entityManager = entityManager;
        this.keepProduct = keepProduct;
        this.placeOrder = placeOrder;
        this.clock = clock;
    }

    /** Somebody whom no other test knows, and who has left nothing unpaid. */
    public static String somebody(String name) {
        return name + "-" + UUID.randomUUID();
    }

    public record StockLevel(int sellable, int reserved, int sold) {}

    /** @return the new product's id, once this service knows it */
    public long productWith(int sellable) {
        var id = PRODUCT_IDS.incrementAndGet();
        publish(product(id, 1, PRICE, sellable, ProductEvents.ACTIVE, Optional.empty()));
        return id;
    }

    /** As {@link #productWith}, without the way over the stream. */
    public long productNowWith(int sellable) {
        var id = PRODUCT_IDS.incrementAndGet();
        keepProduct.on(product(id, 1, PRICE, sellable, ProductEvents.ACTIVE, Optional.empty()));
        return id;
    }

    public ProductPublished product(
            long id, long version, long price, int sellable, String status, Optional<Instant> saleEnd) {
        return new ProductPublished(
                id,
                version,
                "SKU-" + id,
                "3-in-1 pass",
                status,
                Instant.parse("2026-01-01T00:00:00Z"),
                saleEnd.orElse(null),
                new Money(price, "HKD"),
                sellable,
                30,
                null,
                List.of(new ProductFunction("bus", "Bus ride", 1), new ProductFunction("ferry", "Ferry crossing", 2)),
                Instant.now());
    }

    public void publish(ProductPublished product) {
        TestStreams.publish(product);
        await().atMost(Duration.ofSeconds(30)).until(() -> QuarkusTransaction.requiringNew()
                .call(() -> Product.count("productId = ?1 and version >= ?2", product.productId(), product.version())
                        == 1));
    }

    public ValidatableResponse order(String buyer, String key, long product, int quantity) {
        return order(buyer, key, "{\"items\":[{\"product_id\":%d,\"qty\":%d}]}".formatted(product, quantity));
    }

    /** The body of an order of so many of each product. */
    public static String items(List<Long> products, int quantity) {
        return products.stream()
                .map(product -> "{\"product_id\":%d,\"qty\":%d}".formatted(product, quantity))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    public ValidatableResponse order(String buyer, String key, String body) {
        return OpenApiContract.given()
                .header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .header("Idempotency-Key", key)
                .contentType(JSON)
                .body(body)
                .post("/orders")
                .then();
    }

    public ValidatableResponse orderWithoutHeader(String buyer, String body) {
        return OpenApiContract.given()
                .header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .contentType(JSON)
                .body(body)
                .post("/orders")
                .then();
    }

    /** @return the id of a new order that waits for its payment */
    public UUID ordered(String buyer, long product, int quantity) {
        return UUID.fromString(order(buyer, UUID.randomUUID().toString(), product, quantity)
                .statusCode(201)
                .extract()
                .path("order_id"));
    }

    /**
     * As {@link #ordered}, without the way over HTTP.
     *
     * @return empty where the product is sold out
     */
    public Optional<UUID> orderedNow(String buyer, long product) {
        var items = List.of(new OrderRequest.Item(product, 1));
        try {
            var request = new OrderRequest(buyer, UUID.randomUUID().toString(), items, null, null);
            return Optional.of(placeOrder.place(request).order().orderId);
        } catch (ProblemException refusal) {
            assertEquals(ProblemCode.SOLD_OUT, refusal.code());
            return Optional.empty();
        }
    }

    public PaymentSucceeded payment(UUID orderId, long amount) {
        return new PaymentSucceeded(
                UUID.randomUUID(),
                orderId,
                "examplepay",
                "txn-" + UUID.randomUUID(),
                new Money(amount, "HKD"),
                clock.instant(),
                clock.instant());
    }

    /** The gateway's same transaction, as if payment-service had forgotten that it knows it. */
    public static PaymentSucceeded toldAgain(PaymentSucceeded payment) {
        return new PaymentSucceeded(
                UUID.randomUUID(),
                payment.orderId(),
                payment.gateway(),
                payment.gatewayTxnId(),
                payment.amount(),
                payment.paidAt(),
                payment.receivedAt());
    }

    public ValidatableResponse cancel(String buyer, UUID orderId) {
        return OpenApiContract.given()
                .header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .post("/orders/{id}/cancel", orderId)
                .then();
    }

    /** @return what became of the payment, once this service handled it */
    public OrderPayment.Outcome pay(PaymentSucceeded payment) {
        TestStreams.publish(payment);
        return outcomeOf(payment);
    }

    public OrderPayment.Outcome outcomeOf(PaymentSucceeded payment) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> QuarkusTransaction.requiringNew()
                                .call(() -> OrderPayment.<OrderPayment>findByIdOptional(payment.paymentId())),
                        Optional::isPresent)
                .orElseThrow()
                .outcome;
    }

    public String statusOf(String buyer, UUID orderId) {
        return OpenApiContract.given()
                .header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .get("/orders/{id}", orderId)
                .then()
                .statusCode(200)
                .extract()
                .path("status");
    }

    public StockLevel stockOf(long product) {
        var row = (Object[]) QuarkusTransaction.requiringNew().call(() -> entityManager
                .createNativeQuery("SELECT sellable, reserved, sold FROM stock WHERE product_id = ?1", Object[].class)
                .setParameter(1, product)
                .getSingleResult());
        return new StockLevel((int) row[0], (int) row[1], (int) row[2]);
    }
}
