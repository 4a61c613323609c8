package io.turnstile.bench;

import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Products to buy and people who buy them. The products are loaded by SQL into order-service's copy; nobody buys more than
 * four times, for five orders may wait for their payment. Who gets nothing may ask more often.
 */
public final class Shop {
    /** Ids from here on are the bench's. */
    public static final int FIRST_PRODUCT = 1_000_001;

    public static final int PRODUCTS = 1_000;
    private static final int ORDERS_PER_BUYER = 4;
    private static final int ATTEMPTS_PER_BUYER = 40;
    /** More than there are connections: nobody places two orders at once. */
    private static final int AT_A_TIME = 100;

    /** The server would count them by itself within a minute; until then the service's plans are those of a few products. */
    private static final String STOCK = """
            INSERT INTO product SELECT %1$d + n, version, name, status, sale_start_at, sale_end_at, price, currency,
                                       valid_for_days, valid_from, functions
                                  FROM product, generate_series(0, %2$d - 1) n WHERE product_id = 101
            ON CONFLICT (product_id) DO NOTHING;
            INSERT INTO stock (product_id, published, sellable) SELECT %1$d + n, %3$d, %3$d
                                                                  FROM generate_series(0, %2$d - 1) n
            ON CONFLICT (product_id) DO NOTHING;
            ANALYZE product, stock
            """;

    private final Suite suite;

    public Shop(Suite suite) {
        this.suite = suite;
        stock(FIRST_PRODUCT, PRODUCTS, 1_000_000);
    }

    /** Products that are copies of the sample pass. */
    public void stock(int firstProduct, int products, int sellable) {
        suite.execute("order_service", STOCK.formatted(firstProduct, products, sellable));
    }

    /** One place each of the shop's products in turn. */
    public Stream<Request> orders(int number) {
        return orders(number, FIRST_PRODUCT, PRODUCTS);
    }

    /** One place each of so many products from the first on, in turn. */
    public Stream<Request> orders(int number, int firstProduct, int products) {
        return asked(number, ORDERS_PER_BUYER, firstProduct, products);
    }

    /** One place each of a product of which nothing is left; signing and checking a token for each would take longer. */
    public Stream<Request> ordersInVain(int number, int product) {
        return asked(number, ATTEMPTS_PER_BUYER, product, 1);
    }

    /** So many buyers in turn, each with one request after the others', until all of them have sent theirs. */
    private Stream<Request> asked(int number, int perBuyer, int firstProduct, int products) {
        var together = AT_A_TIME * perBuyer;
        return IntStream.range(0, (number + together - 1) / together)
                .boxed()
                .flatMap(group -> {
                    var tokens = Stream.generate(() -> suite.token("bench-" + UUID.randomUUID(), "buyer"))
                            .limit(AT_A_TIME)
                            .toList();
                    return IntStream.range(0, together)
                            .mapToObj(i ->
                                    order(tokens.get(i % AT_A_TIME), firstProduct + (group * together + i) % products));
                })
                .limit(number);
    }

    private static Request order(String token, int product) {
        return Request.post(
                "/orders",
                token,
                UUID.randomUUID().toString(),
                "{\"items\":[{\"product_id\":%d,\"qty\":1}]}".formatted(product));
    }
}
