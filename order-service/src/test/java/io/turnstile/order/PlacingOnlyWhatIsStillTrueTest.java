package io.turnstile.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.ProductEvents;
import io.turnstile.order.Shop.StockLevel;
import io.turnstile.order.model.NewOrders;
import io.turnstile.order.model.Order;
import io.turnstile.order.model.OrderLine;
import io.turnstile.order.model.Situation;
import io.turnstile.order.model.Situations;
import io.turnstile.order.usecase.KeepProduct;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Between the look and the write anything may happen. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PlacingOnlyWhatIsStillTrueTest {
    private static final byte[] HASH = {1, 2, 3};

    @Inject
    Situations situations;

    @Inject
    KeepProduct keepProduct;

    @Inject
    Shop shop;

    @Inject
    DataSource dataSource;

    private final String mia = Shop.somebody("mia");
    private final String key = UUID.randomUUID().toString();
    private long product;

    @BeforeEach
    void putOnSale() {
        product = shop.productNowWith(3);
    }

    @Test
    void what_was_seen_is_written_where_nothing_has_changed() throws SQLException {
        assertTrue(place(look()));
        assertEquals(new StockLevel(3, 1, 0), shop.stockOf(product));
        assertEquals(1, look().pending().held().size());
    }

    @Test
    void nothing_is_written_where_the_buyer_has_placed_another_order_meanwhile() throws SQLException {
        var seen = look();
        shop.orderedNow(mia, shop.productNowWith(10));
        assertNothingIsWritten(seen);
    }

    @Test
    void an_order_that_was_cancelled_meanwhile_is_in_nobodys_way() throws SQLException {
        var other = shop.ordered(mia, shop.productNowWith(10), 1);
        var seen = look();
        shop.cancel(mia, other).statusCode(200);
        assertTrue(place(seen));
    }

    @Test
    void nothing_is_written_while_another_order_of_the_buyer_is_being_placed() throws SQLException {
        var seen = look();
        try (var other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            try (var turn = other.prepareStatement("SELECT has_turn(?, '{}')")) {
                turn.setString(1, mia);
                turn.executeQuery();
            }
            assertNothingIsWritten(seen);
            other.rollback();
        }
        assertTrue(place(seen));
    }

    @Test
    void nothing_is_written_at_a_price_that_is_no_longer_true() throws SQLException {
        var seen = look();
        keepProduct.on(shop.product(product, 2, Shop.PRICE + 1, 3, ProductEvents.ACTIVE, Optional.empty()));
        assertNothingIsWritten(seen);
    }

    @Test
    void nothing_is_written_where_the_last_one_is_sold_meanwhile() throws SQLException {
        var seen = look();
        for (var sold = 0; sold < 3; sold++) {
            shop.orderedNow(Shop.somebody("ben"), product);
        }
        assertFalse(place(seen));
        assertEquals(new StockLevel(3, 3, 0), shop.stockOf(product));
        assertTrue(look().earlier().isEmpty(), "the key is still free");
    }

    private void assertNothingIsWritten(Situation seen) throws SQLException {
        assertFalse(place(seen));
        assertEquals(new StockLevel(3, 0, 0), shop.stockOf(product));
        assertTrue(look().earlier().isEmpty(), "the key is still free");
    }

    private Situation look() {
        return situations
                .look(List.of(new Situations.Wanted(mia, key, List.of(product))))
                .getFirst();
    }

    private boolean place(Situation seen) throws SQLException {
        var line = new OrderLine(seen.offers().get(product).product(), 1);
        var now = Instant.now();
        var order = new Order(seen.newId(), mia, "HKD", List.of(line), now, now.plus(Duration.ofMinutes(15)));
        try (var connection = dataSource.getConnection();
                var place = connection.prepareStatement(NewOrders.PLACE + " SELECT order_id FROM changed")) {
            NewOrders.set(place, order, key, HASH, seen);
            return place.executeQuery().next();
        }
    }
}
