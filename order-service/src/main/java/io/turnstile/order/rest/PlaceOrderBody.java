package io.turnstile.order.rest;

import io.turnstile.order.usecase.OrderRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
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

        @Size(min = 1, max = 128) @Pattern(regexp = PRINTABLE)
        String outTradeNo) {
    /** Control characters serve nobody, and NUL cannot be stored. */
    private static final String PRINTABLE = "[^\\p{Cntrl}\\p{Cs}]*";

    /** It is told to everybody, in an event that is kept for ever: no place for an address. */
    private static final String NAME_OF_A_CHANNEL = "[A-Za-z0-9][A-Za-z0-9._:/-]*";

    record Item(
            @NotNull @Min(1) Long productId,

            @NotNull @Min(1) @Max(OrderRequest.LARGEST_QUANTITY)
            Integer qty) {}

    @AssertTrue(message = "a product occurs twice")
    boolean isEachProductOnce() {
        // What is missing is complained of by the members' own constraints.
        return items == null
                || items.stream().anyMatch(item -> item == null || item.productId() == null)
                || items.stream().map(Item::productId).distinct().count() == items.size();
    }

    OrderRequest toRequest(String buyerId, String key) {
        var wanted = items.stream()
                .map(item -> new OrderRequest.Item(item.productId(), item.qty()))
                .toList();
        return new OrderRequest(buyerId, key, wanted, channelId, outTradeNo);
    }
}
