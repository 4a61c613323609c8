package io.turnstile.order.usecase;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * @param key the buyer's idempotency key
 * @param items each product at most once, in any order
 */
public record OrderRequest(String buyerId, String key, List<Item> items, String channelId, String outTradeNo) {
    public static final int MOST_ITEMS = 20;
    public static final int LARGEST_QUANTITY = 10;

    public record Item(long productId, int quantity) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            return Comparator.comparingLong(Item::productId)
                    .thenComparingInt(Item::quantity)
                    .compare(this, other);
        }
    }

    List<Long> productIds() {
        return items.stream().map(Item::productId).toList();
    }

    /** SHA-256 of the content; the order of the items does not count. */
    byte[] hash() {
        var content = items.stream().sorted().map(Item::toString).collect(Collectors.joining())
                + "\nchannel " + channelId
                + "\nout_trade_no " + outTradeNo;
        try {
            return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
