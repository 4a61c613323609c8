package io.turnstile.catalog.model;

/**
 * A product beside what the orders hold of it.
 *
 * @param held reserved and sold, as far as the catalog has heard
 */
public record ListedProduct(Product product, long held) {

    /** A little behind while orders are being placed; never below 0, though sellable may be lowered below what is held. */
    public int available() {
        return (int) Math.max(0, product.content().sellable() - held);
    }
}
