package io.turnstile.acceptance.faults.load;

import io.turnstile.acceptance.faults.load.Counter.Notice;
import io.turnstile.acceptance.faults.load.Counter.Wish;
import io.turnstile.acceptance.faults.load.Entrance.Scan;
import io.turnstile.acceptance.faults.load.Entrance.Ticket;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * One buyer from the order to the gate, as buyers, payment gateways and operators are: they repeat themselves, change
 * their minds, pay twice and too late, and send one QR to two gates.
 */
final class Visit implements Runnable {
    private static final Set<Integer> TICKETS = Set.of(200);
    private static final Set<Integer> ACCEPTED = Set.of(200, 202);

    private final Site site;
    private final Counter counter;
    private final Entrance entrance;
    private final Random random;
    private final String buyer;
    private final String token;

    Visit(Site site, Random random, String buyer) {
        this.site = site;
        this.counter = site.counter();
        this.entrance = site.entrance();
        this.random = random;
        this.buyer = buyer;
        this.token = site.tokens().of(buyer, "buyer");
    }

    @Override
    public void run() {
        site.client().read(Operation.BROWSE, "/catalog", null);
        if (happens(60)) {
            var analyst = site.tokens().of("ann", "analyst");
            site.client().read(Operation.REPORT, "/reports/redemptions?limit=10", analyst);
        }
        var product = anyOf(site.shop().products());
        var wish = new Wish(buyer, token, UUID.randomUUID().toString(), product, 1 + random.nextInt(2));
        if (happens(25)) {
            Thread.startVirtualThread(() -> counter.order(wish));
        }
        counter.order(wish).ifPresent(order -> goOn(order, wish.quantity() * product.price()));
    }

    private void goOn(String order, long amount) {
        var notice = notice(order, amount);
        switch (random.nextInt(20)) {
            case 0, 1 -> site.letExpire().accept(order);
            case 2 -> counter.cancel(token, order);
            case 3 -> {
                // Too late, or just in time: the stock is taken again, or the money is due back.
                counter.cancel(token, order);
                counter.pay(notice, ACCEPTED);
            }
            case 4 -> {
                Thread.startVirtualThread(() -> site.letExpire().accept(order));
                counter.pay(notice, ACCEPTED);
            }
            case 5 -> {
                counter.pay(new Notice(notice.transaction(), order, amount, false), ACCEPTED);
                payAndUse(notice);
            }
            case 6 -> {
                payAndUse(notice);
                counter.pay(notice(order, amount), ACCEPTED);
            }
            default -> payAndUse(notice);
        }
    }

    private static Notice notice(String order, long amount) {
        return new Notice("txn-" + UUID.randomUUID(), order, amount, true);
    }

    private void payAndUse(Notice notice) {
        if (happens(25)) {
            Thread.startVirtualThread(() -> counter.pay(notice, ACCEPTED));
        }
        if (counter.pay(notice, TICKETS)) {
            entrance.tickets(buyer, token, notice.orderId()).forEach(this::use);
        }
    }

    private void use(Ticket ticket) {
        for (var function : ticket.functions()) {
            if (happens(70)) {
                entrance.qr(token, ticket.code()).ifPresent(qr -> show(qr, function));
            }
        }
        if (happens(20)) {
            entrance.qr(token, ticket.code())
                    .ifPresent(qr -> show(qr, ticket.functions().getFirst()));
        }
    }

    private void show(String qr, String function) {
        var scan = scan(qr, function);
        if (happens(20)) {
            var rival = scan(qr, function);
            Thread.startVirtualThread(() -> entrance.scan(rival));
        }
        if (happens(20)) {
            Thread.startVirtualThread(() -> entrance.scan(scan));
        }
        entrance.scan(scan);
    }

    private Scan scan(String qr, String function) {
        return new Scan(anyOf(site.shop().operators()), UUID.randomUUID().toString(), qr, function);
    }

    private <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean happens(int percent) {
        return random.nextInt(100) < percent;
    }
}
