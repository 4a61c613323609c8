package io.turnstile.catalog.usecase;

import io.turnstile.catalog.model.ListedProduct;
import io.turnstile.catalog.model.ProductContent;
import io.turnstile.catalog.model.Products;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Gives a product new content. */
@ApplicationScoped
public class ReplaceProduct {
    private final Products products;
    private final PublishProduct publish;

    ReplaceProduct(Products products, PublishProduct publish) {
        this.products = products;
        this.publish = publish;
    }

    /**
     * The same content again changes and publishes nothing.
     *
     * @throws ProblemException PRODUCT_NOT_FOUND; PRODUCT_EXISTS where another product has the sku
     */
    @Transactional
    public ListedProduct replace(long id, ProductContent content) {
        products.lockForChange();
        var product = products.findByIdOptional(id).orElseThrow(() -> new UnknownProductException(id));
        products.withSku(content.sku()).filter(other -> other.id() != id).ifPresent(other -> {
            throw new ProblemException(
                    ProblemCode.PRODUCT_EXISTS, "product %d has the sku %s".formatted(other.id(), content.sku()));
        });
        if (product.replace(content)) {
            publish.asItIsNow(product);
        }
        return products.listed(product);
    }
}
