package io.turnstile.acceptance.faults.checks;

import io.turnstile.acceptance.faults.books.CatalogBooks.Hold;
import io.turnstile.acceptance.faults.books.CatalogBooks.Product;
import io.turnstile.acceptance.faults.books.Facts;
import io.turnstile.acceptance.faults.books.OrderBooks;
import io.turnstile.acceptance.faults.books.OrderBooks.Line;
import io.turnstile.acceptance.faults.books.OrderBooks.Order;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nothing is sold that is not there, and nothing is kept back that nobody holds. */
final class Stock {
    private Stock() {}

    static Stream<String> neverOversold(Facts facts) {
        return facts.orders().stock().stream()
                .filter(stock ->
                        stock.reserved() < 0 || stock.sold() < 0 || stock.reserved() + stock.sold() > stock.sellable())
                .map(OrderBooks.Stock::toString);
    }

    static Stream<String> reservedIsPending(Facts facts) {
        return Compare.differences(
                "reserved",
                held(facts, Order::isPending),
                Compare.sum(facts.orders().stock().stream(), OrderBooks.Stock::product, OrderBooks.Stock::reserved));
    }

    static Stream<String> soldIsPaid(Facts facts) {
        return Compare.differences(
                "sold",
                held(facts, Order::isPaid),
                Compare.sum(facts.orders().stock().stream(), OrderBooks.Stock::product, OrderBooks.Stock::sold));
    }

    static Stream<String> availabilityAgrees(Facts facts) {
        var statuses = facts.orders().orders().stream().collect(Collectors.toMap(Order::id, Stock::holdOf));
        var expected = facts.orders().lines().stream()
                .map(line -> new Hold(line.orderId(), line.product(), line.quantity(), statuses.get(line.orderId())));
        return Stream.concat(
                Compare.differences(
                        "hold",
                        Compare.count(expected, Hold::toString),
                        Compare.count(facts.catalog().holds().stream(), Hold::toString)),
                Compare.differences(
                        "held",
                        held(facts, order -> order.isPending() || order.isPaid()),
                        Compare.sum(facts.catalog().products().stream(), Product::id, Product::held)));
    }

    private static String holdOf(Order order) {
        if (order.isPending()) {
            return "RESERVED";
        }
        return order.isPaid() ? "SOLD" : "RELEASED";
    }

    /** How many of each product the orders hold that are meant. */
    private static Map<Long, Long> held(Facts facts, Predicate<Order> meant) {
        var orders =
                facts.orders().orders().stream().filter(meant).map(Order::id).collect(Collectors.toSet());
        return Compare.sum(
                facts.orders().lines().stream().filter(line -> orders.contains(line.orderId())),
                Line::product,
                Line::quantity);
    }
}
