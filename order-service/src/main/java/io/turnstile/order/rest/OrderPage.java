package io.turnstile.order.rest;

import io.turnstile.order.usecase.ListMyOrders;
import java.util.List;

/** @param nextCursor absent on the last page */
record OrderPage(List<OrderView> orders, String nextCursor) {

    static OrderPage of(ListMyOrders.Page page) {
        return new OrderPage(
                page.orders().stream().map(OrderView::of).toList(),
                page.last().map(Cursor::write).orElse(null));
    }
}
