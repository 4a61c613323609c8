package io.turnstile.catalog.usecase;

import io.turnstile.catalog.model.ListedProduct;
import io.turnstile.catalog.model.Products;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Takes a product off sale for good; orders and tickets that exist stay as they are. */
@ApplicationScoped
public class RetireProduct {
    private final Products products;
    private final PublishProduct publish;

    RetireProduct(Products products, PublishProduct publish) {
        this.products = products;
        this.publish = publish;
    }

    /**
     * Retiring it again changes and publishes nothing.
     *
     * @throws UnknownProductException PRODUCT_NOT_FOUND
     */
    @Transactional
    public ListedProduct retire(long id) {
        products.lockForChange();
        var product = products.findByIdOptional(id).orElseThrow(() -> new UnknownProductException(id));
        if (product.retire()) {
            publish.asItIsNow(product);
        }
        return products.listed(product);
    }
}
