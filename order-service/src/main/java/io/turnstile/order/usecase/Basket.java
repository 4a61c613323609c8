package io.turnstile.order.usecase;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.order.model.Order;
import io.turnstile.order.model.OrderLine;
import io.turnstile.order.model.Product;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is asked for, at today's prices, ascending by product id and in one currency. */
record Basket(List<OrderLine> lines, String currency) {

    /** @throws ProblemException PRODUCT_NOT_FOUND, PRODUCT_INACTIVE, or VALIDATION_ERROR for mixed currencies */
    static Basket priced(List<OrderRequest.Item> items, Instant now) {
        var ids = items.stream().map(OrderRequest.Item::productId).toList();
        var products = Product.<Product>list("productId in ?1", ids).stream()
                .collect(toMap(product -> product.productId, identity()));
        for (var id : ids) {
            if (!products.containsKey(id)) {
                throw new ProblemException(ProblemCode.PRODUCT_NOT_FOUND, "there is no product " + id);
            }
            if (!products.get(id).isOnSaleAt(now)) {
                throw new ProblemException(ProblemCode.PRODUCT_INACTIVE, "product %d is not on sale now".formatted(id));
            }
        }
        var lines = items.stream()
                .sorted()
                .map(item -> new OrderLine(products.get(item.productId()), item.quantity()))
                .toList();
        return new Basket(
                lines,
                currencyOf(products.values().stream()
                        .map(product -> product.currency)
                        .distinct()
                        .toList()));
    }

    /** @throws ProblemException VALIDATION_ERROR where the total exceeds 2^63 - 1 minor units */
    Order toOrder(UUID orderId, String buyerId, Instant now, Instant expiresAt) {
        try {
            return new Order(orderId, buyerId, currency, lines, now, expiresAt);
        } catch (ArithmeticException e) {
            throw ProblemException.invalid("items", "cost more than can be paid");
        }
    }

    private static String currencyOf(List<String> currencies) {
        if (currencies.size() != 1) {
            throw ProblemException.invalid("items", "have prices in different currencies");
        }
        return currencies.getFirst();
    }
}
