package io.turnstile.order.model;

import static java.util.Comparator.naturalOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.order.model.PendingOrders.Held;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is pending leaves room, or says when it will; checked against letting one order after the other expire. */
class PendingOrdersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final long PRODUCT = 101;
    private static final long OTHER_PRODUCT = 102;

    @Example
    void nothing_pending_leaves_room() {
        var none = new PendingOrders(List.of());
        assertEquals(Optional.empty(), none.noRoomForAnOrderUntil(1));
        assertEquals(Optional.empty(), none.noRoomForPlacesUntil(line(10), 10));
    }

    @Example
    void an_order_of_several_products_is_one_order() {
        var order = UUID.randomUUID();
        var pending =
                new PendingOrders(List.of(new Held(order, NOW, PRODUCT, 1), new Held(order, NOW, OTHER_PRODUCT, 1)));
        assertEquals(Optional.empty(), pending.noRoomForAnOrderUntil(2));
        assertEquals(Optional.of(NOW), pending.noRoomForAnOrderUntil(1));
    }

    @Example
    void places_of_another_product_do_not_count() {
        var pending = new PendingOrders(List.of(held(0, OTHER_PRODUCT, 20)));
        assertEquals(Optional.empty(), pending.noRoomForPlacesUntil(line(10), 20));
    }

    @Example
    void exactly_as_many_places_as_may_be_held_are_room() {
        var pending = new PendingOrders(List.of(held(0, PRODUCT, 10)));
        assertEquals(Optional.empty(), pending.noRoomForPlacesUntil(line(10), 20));
        assertEquals(Optional.of(NOW), pending.noRoomForPlacesUntil(line(10), 19));
    }

    @Property
    void there_is_room_for_an_order_then_and_no_earlier(
            @ForAll("pending") List<Held> held, @ForAll @IntRange(min = 1, max = 8) int most) {
        var end = new PendingOrders(held).noRoomForAnOrderUntil(most);
        assertFirst(
                held, end, left -> left.stream().map(Held::orderId).distinct().count() < most);
    }

    @Property
    void there_is_room_for_the_places_then_and_no_earlier(
            @ForAll("pending") List<Held> held,
            @ForAll @IntRange(min = 1, max = 10) int wanted,
            @ForAll @IntRange(min = 10, max = 30) int most) {
        var end = new PendingOrders(held).noRoomForPlacesUntil(line(wanted), most);
        assertFirst(
                held,
                end,
                left -> left.stream()
                                        .filter(other -> other.productId() == PRODUCT)
                                        .mapToInt(Held::quantity)
                                        .sum()
                                + wanted
                        <= most);
    }

    private interface Room {
        boolean isIn(List<Held> left);
    }

    /** The end is the first moment at which what has not expired leaves room. */
    private static void assertFirst(List<Held> held, Optional<Instant> end, Room room) {
        if (end.isEmpty()) {
            assertTrue(room.isIn(held));
            return;
        }
        assertTrue(room.isIn(after(held, end.get())));
        assertTrue(!room.isIn(held));
        held.stream()
                .map(Held::expiresAt)
                .filter(moment -> moment.isBefore(end.get()))
                .max(naturalOrder())
                .ifPresent(earlier -> assertTrue(!room.isIn(after(held, earlier))));
    }

    private static List<Held> after(List<Held> held, Instant moment) {
        return held.stream().filter(one -> one.expiresAt().isAfter(moment)).toList();
    }

    /** Several may expire in the same second. */
    @Provide
    Arbitrary<List<Held>> pending() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.of(PRODUCT, OTHER_PRODUCT),
                        Arbitraries.integers().between(1, 10))
                .as(PendingOrdersTest::held)
                .list()
                .ofMaxSize(10);
    }

    private static Held held(int second, long product, int quantity) {
        return new Held(UUID.randomUUID(), NOW.plusSeconds(second), product, quantity);
    }

    private static OrderLine line(int quantity) {
        var product = new Product();
        product.productId = PRODUCT;
        product.functions = List.of();
        return new OrderLine(product, quantity);
    }
}
