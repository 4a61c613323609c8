package io.turnstile.order.rest;

import io.turnstile.contracts.PlainText;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.order.usecase.OrderRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The body of {@code POST /orders}. */
record PlaceOrderBody(
        @NotNull @Size(min = 1, max = OrderRequest.MOST_ITEMS)
        List<@NotNull @Valid Item> items,

        @Size(min = 1, max = 64) @Pattern(regexp = NAME_OF_A_CHANNEL)
        String channelId,

        @PlainText(max = 128) String outTradeNo) {
    /** It is told to everybody, in an event that is kept for ever: no place for an address. */
    private static final String NAME_OF_A_CHANNEL = "[A-Za-z0-9][A-Za-z0-9._:/-]*";

    record Item(
            @NotNull @Min(1) Long productId,

            @NotNull @Min(1) @Max(OrderRequest.LARGEST_QUANTITY)
            Integer qty) {}

    /** @throws ProblemException VALIDATION_ERROR where a product occurs twice */
    OrderRequest toRequest(String buyerId, String key) {
        if (items.stream().map(Item::productId).distinct().count() < items.size()) {
            throw ProblemException.invalid("items", "holds a product twice");
        }
        var wanted = items.stream()
                .map(item -> new OrderRequest.Item(item.productId(), item.qty()))
                .toList();
        return new OrderRequest(buyerId, key, wanted, channelId, outTradeNo);
    }
}
