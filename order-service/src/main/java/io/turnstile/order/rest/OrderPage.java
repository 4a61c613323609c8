package io.turnstile.order.rest;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.order.model.Order;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** @param nextCursor the last order of this page; absent where nothing follows */
record OrderPage(List<OrderView> orders, String nextCursor) {

    /** @param found up to one order more than the limit, which tells whether there is a next page */
    static OrderPage of(List<Order> found, int limit) {
        var page = found.subList(0, Math.min(limit, found.size()));
        var more = found.size() > limit;
        return new OrderPage(page.stream().map(OrderView::of).toList(), more ? encode(page.getLast().orderId) : null);
    }

    private static String encode(UUID orderId) {
        var bytes = ByteBuffer.allocate(16)
                .putLong(orderId.getMostSignificantBits())
                .putLong(orderId.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws ProblemException VALIDATION_ERROR where the cursor is not one of ours */
    static UUID decode(String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == 16) {
                var buffer = ByteBuffer.wrap(bytes);
                return new UUID(buffer.getLong(), buffer.getLong());
            }
        } catch (IllegalArgumentException _) {
            // refused below
        }
        throw new ProblemException(ProblemCode.VALIDATION_ERROR, "cursor: take next_cursor as it was given");
    }
}
