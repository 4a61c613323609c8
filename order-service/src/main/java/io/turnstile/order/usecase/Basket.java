package io.turnstile.order.usecase;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.order.model.Order;
import io.turnstile.order.model.OrderLine;
import io.turnstile.order.model.Situation.Offer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is asked for, at today's prices, ascending by product id and in one currency. */
record Basket(List<OrderLine> lines, String currency) {

    /** @throws ProblemException PRODUCT_NOT_FOUND, PRODUCT_INACTIVE, or VALIDATION_ERROR for mixed currencies */
    static Basket priced(List<OrderRequest.Item> items, Map<Long, Offer> offers, Instant now) {
        for (var item : items) {
            var id = item.productId();
            if (!offers.containsKey(id)) {
                throw new ProblemException(ProblemCode.PRODUCT_NOT_FOUND, "there is no product " + id);
            }
            if (!offers.get(id).product().isOnSaleAt(now)) {
                throw new ProblemException(ProblemCode.PRODUCT_INACTIVE, "product %d is not on sale now".formatted(id));
            }
        }
        var lines = items.stream()
                .sorted()
                .map(item -> new OrderLine(offers.get(item.productId()).product(), item.quantity()))
                .toList();
        return new Basket(lines, currencyOf(offers.values()));
    }

    /** @throws ProblemException VALIDATION_ERROR where the total exceeds 2^63 - 1 minor units */
    Order toOrder(UUID orderId, String buyerId, Instant now, Instant expiresAt) {
        try {
            return new Order(orderId, buyerId, currency, lines, now, expiresAt);
        } catch (ArithmeticException e) {
            throw ProblemException.invalid("items", "cost more than can be paid");
        }
    }

    private static String currencyOf(Collection<Offer> offers) {
        var currencies = offers.stream()
                .map(offer -> offer.product().currency)
                .distinct()
                .toList();
        if (currencies.size() != 1) {
            throw ProblemException.invalid("items", "have prices in different currencies");
        }
        return currencies.getFirst();
    }
}
