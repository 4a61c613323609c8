package io.turnstile.order;

import static org.awaitility.Awaitility.await;

import io.turnstile.order.usecase.ExpireOrders;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Time that passes until orders expire: a turn of the job, and the end of the one that was under way by itself. */
@ApplicationScoped
public class Expiry {
    private final TurnableClock clock;
    private final ExpireOrders expireOrders;
    private final Books books;

    Expiry(TurnableClock clock, ExpireOrders expireOrders, Books books) {
        this.clock = clock;
        this.expireOrders = expireOrders;
        this.books = books;
    }

    /** Comes back when no order is past its time; a turn passes over those that another one holds. */
    public void after(Duration further) {
        clock.turn(further);
        expireOrders.expireAll();
        await().until(() -> books.pendingPast(clock.instant()) == 0);
    }
}
