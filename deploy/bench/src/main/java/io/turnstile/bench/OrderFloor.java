package io.turnstile.bench;

/** The statements of an order, in PostgreSQL alone, on copies of the tables. */
public final class OrderFloor {
    private static final String DATABASE = "order_service";

    private final Stage stage;
    private final int products;

    /** @param products 1 makes one hot row of the stock */
    public OrderFloor(Stage stage, int products) {
        this.stage = stage;
        this.products = products;
        stage.suite().execute(DATABASE, """
                DROP SCHEMA IF EXISTS floor CASCADE;
                CREATE SCHEMA floor;
                CREATE TABLE floor.product (LIKE public.product INCLUDING ALL);
                CREATE TABLE floor.stock (LIKE public.stock INCLUDING ALL);
                CREATE TABLE floor.order_claim (LIKE public.order_claim INCLUDING ALL);
                CREATE TABLE floor.orders (LIKE public.orders INCLUDING ALL);
                CREATE TABLE floor.order_line (LIKE public.order_line INCLUDING ALL);
                ALTER TABLE floor.order_line ADD FOREIGN KEY (order_id) REFERENCES floor.orders;
                CREATE TABLE floor.outbox (LIKE public.outbox INCLUDING ALL);
                INSERT INTO floor.product
                SELECT n, version, name, status, sale_start_at, sale_end_at, price, currency, valid_for_days, valid_from,
                       functions
                  FROM public.product, generate_series(1, %1$d) n WHERE product_id = 101;
                INSERT INTO floor.stock (product_id, published, sellable)
                SELECT n, 100000000, 100000000 FROM generate_series(1, %1$d) n;
                ANALYZE floor.product, floor.stock;
                """.formatted(products));
    }

    public double perSecond(String row, int clients) {
        var floor = stage.pgbench().run(DATABASE, "/floor/order.sql", products, clients, stage.seconds());
        stage.plots().add(row, "floor", floor.latencies());
        return floor.perSecond();
    }
}
