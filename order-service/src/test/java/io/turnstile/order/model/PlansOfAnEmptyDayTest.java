package io.turnstile.order.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Plans are made once and kept. One that is made while nobody waits for his payment must be good when thousands do. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PlansOfAnEmptyDayTest {
    private static final int PAID_ORDERS = 300;

    @Inject
    DataSource dataSource;

    @Test
    void a_buyers_pending_orders_are_found_by_the_buyer() throws SQLException {
        onAnEmptyDay(connection -> {
            requireByBuyer("ANY ($1)", plan(connection, queryFrom("orders", Situations.LOOK)));
            requireByBuyer("$1", plan(connection, askedByTurn(connection)));
        });
    }

    @Test
    void a_buyers_key_and_an_orders_lines_are_found_by_themselves() throws SQLException {
        onAnEmptyDay(connection -> {
            var keys = plan(connection, queryFrom("order_claim", Situations.LOOK));
            assertTrue(
                    keys.contains("Index Cond: ((buyer_id = wanted.buyer_id) AND (claim_key = wanted.claim_key))"),
                    keys);
            var lines = plan(connection, queryFrom("order_line", Situations.LOOK));
            assertTrue(lines.contains("Index Cond: (order_id = o.order_id)"), lines);
        });
    }

    private interface Look {
        void at(Connection connection) throws SQLException;
    }

    private void onAnEmptyDay(Look look) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                nobodyWaits(connection);
                look.at(connection);
            } finally {
                connection.rollback();
            }
        }
    }

    private static void requireByBuyer(String parameter, String plan) {
        var byBuyer = "orders_that_a_buyer_may_pay on orders o[^\\n]*\\n *Index Cond: \\(buyer_id = %s\\)"
                .formatted(Pattern.quote(parameter));
        assertTrue(Pattern.compile(byBuyer).matcher(plan).find(), plan);
    }

    /** As the server sees it after a night: many orders, all paid, and indexes of pending ones that are empty. */
    private static void nobodyWaits(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("UPDATE orders SET status = 'CANCELLED' WHERE status = 'PENDING_PAYMENT'");
            statement.execute("""
                    INSERT INTO orders (order_id, buyer_id, status, total, currency, created_at, expires_at, paid_at)
                    SELECT uuidv7(), 'early-' || n, 'PAID', 1, 'HKD', now(), now(), now() FROM generate_series(1, %d) n
                    """.formatted(PAID_ORDERS));
            statement.execute("REINDEX INDEX orders_that_a_buyer_may_pay");
            statement.execute("REINDEX INDEX orders_that_may_expire");
            statement.execute("ANALYZE orders");
        }
    }

    private static String queryFrom(String table, String look) {
        return Stream.of(look.split(";"))
                .filter(query -> query.contains("FROM " + table + " "))
                .findFirst()
                .orElseThrow();
    }

    /** The query of has_turn, with its parameters as they are numbered there. */
    private static String askedByTurn(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT prosrc FROM pg_proc WHERE proname = 'has_turn'")) {
            row.next();
            var query =
                    Pattern.compile("NOT EXISTS \\((.*)\\);", Pattern.DOTALL).matcher(row.getString(1));
            assertTrue(query.find());
            return query.group(1).replace("= buyer ", "= ?::text ").replace("(seen)", "(?::uuid[])");
        }
    }

    private static String plan(Connection connection, String sql) throws SQLException {
        var numbered = new StringBuilder();
        var parameters = 0;
        var marks = Pattern.compile("\\?").matcher(sql);
        while (marks.find()) {
            marks.appendReplacement(numbered, Matcher.quoteReplacement("$" + ++parameters));
        }
        marks.appendTail(numbered);
        try (var statement = connection.createStatement()) {
            statement.execute("PREPARE of_an_empty_day AS " + numbered);
            var plan = new StringBuilder();
            var nulls = String.join(", ", Collections.nCopies(parameters, "NULL"));
            try (var rows = statement.executeQuery("EXPLAIN EXECUTE of_an_empty_day (" + nulls + ")")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            statement.execute("DEALLOCATE of_an_empty_day");
            return plan.toString();
        }
    }
}
