package io.turnstile.order.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class OrderMovesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    enum Move {
        PAY,
        EXPIRE,
        CANCEL,
        REFUND
    }

    @Example
    void a_repeated_move_is_harmless() {
        var order = order();
        assertTrue(order.markPaid(NOW));
        assertFalse(order.markPaid(NOW.plusSeconds(1)));
        assertEquals(NOW, order.paidAt);
    }

    @Example
    void a_paid_order_neither_expires_nor_is_cancelled() {
        var order = order();
        order.markPaid(NOW);
        assertThrows(IllegalOrderMoveException.class, order::expire);
        assertThrows(IllegalOrderMoveException.class, order::cancel);
        assertThrows(IllegalOrderMoveException.class, order::markRefundDue);
    }

    @Example
    void an_expired_order_may_still_be_paid_or_be_due_back() {
        var paid = order();
        paid.expire();
        assertTrue(paid.markPaid(NOW));
        var due = order();
        due.expire();
        assertTrue(due.markRefundDue());
        assertThrows(IllegalOrderMoveException.class, () -> due.markPaid(NOW));
    }

    @Example
    void a_total_beyond_counting_is_refused() {
        var product = new Product();
        product.price = Long.MAX_VALUE;
        product.functions = List.of();
        var lines = List.of(new OrderLine(product, 2));
        assertThrows(
                ArithmeticException.class,
                () -> new Order(UUID.randomUUID(), "mia", "HKD", lines, NOW, NOW.plusSeconds(900)));
    }

    /** Whatever is tried in whatever order, the stock that the moves made would hold is never negative nor doubled. */
    @Property
    void made_moves_hold_and_release_the_stock_in_turn(@ForAll List<Move> moves) {
        var order = order();
        var held = 1;
        for (var move : moves) {
            var before = order.status;
            try {
                held += switch (move) {
                    case PAY -> order.markPaid(NOW) && before != OrderStatus.PENDING_PAYMENT ? 1 : 0;
                    case EXPIRE -> order.expire() ? -1 : 0;
                    case CANCEL -> order.cancel() ? -1 : 0;
                    case REFUND -> order.markRefundDue() ? 0 : 0;
                };
            } catch (IllegalOrderMoveException _) {
                assertEquals(before, order.status);
            }
            var holding = order.status == OrderStatus.PENDING_PAYMENT || order.status == OrderStatus.PAID;
            assertEquals(holding ? 1 : 0, held, () -> "after " + moves);
        }
    }

    private static Order order() {
        return new Order(UUID.randomUUID(), "mia", "HKD", List.of(), NOW, NOW.plusSeconds(900));
    }
}
