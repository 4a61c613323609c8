package io.turnstile.catalog.usecase;

import io.turnstile.catalog.model.ListedProduct;
import io.turnstile.catalog.model.Product;
import io.turnstile.catalog.model.ProductContent;
import io.turnstile.catalog.model.Products;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Puts a new product on sale. */
@ApplicationScoped
public class AddProduct {
    private final Products products;
    private final PublishProduct publish;

    AddProduct(Products products, PublishProduct publish) {
        this.products = products;
        this.publish = publish;
    }

    /**
     * A repeat with the same content gives the product that is there already, as it is now.
     *
     * @param id the caller's choice; empty: the service chooses
     * @throws ProblemException PRODUCT_EXISTS where the id or the sku belongs to a product with other content
     */
    @Transactional
    public ListedProduct add(Optional<Long> id, ProductContent content) {
        products.lockForChange();
        var product = existing(id, content).orElseGet(() -> added(id.orElseGet(products::freeId), content));
        return products.listed(product);
    }

    private Product added(long id, ProductContent content) {
        var product = new Product(id, content);
        products.persist(product);
        publish.asItIsNow(product);
        return product;
    }

    private Optional<Product> existing(Optional<Long> id, ProductContent content) {
        var sameId = id.flatMap(products::findByIdOptional);
        var found = sameId.or(() -> products.withSku(content.sku()));
        found.ifPresent(product -> {
            var sameProduct = id.isEmpty() || id.get() == product.id();
            if (!sameProduct || !product.content().equals(content)) {
                throw new ProblemException(
                        ProblemCode.PRODUCT_EXISTS,
                        "product %d with sku %s exists already"
                                .formatted(product.id(), product.content().sku()));
            }
        });
        return found;
    }
}
