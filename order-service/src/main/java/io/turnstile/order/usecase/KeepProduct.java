package io.turnstile.order.usecase;

import io.turnstile.contracts.event.ProductEvents.ProductPublished;
import io.turnstile.order.model.FunctionGrant;
import io.turnstile.order.model.Product;
import io.turnstile.order.model.Stock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Keeps the latest version of a product, and how many of it may be sold. */
@ApplicationScoped
public class KeepProduct {
    private final Stock stock;

    KeepProduct(Stock stock) {
        this.stock = stock;
    }

    @Transactional
    public void on(ProductPublished published) {
        Product product = Product.findById(published.productId());
        if (product == null) {
            product = new Product();
            product.productId = published.productId();
            copy(published, product);
            product.persist();
        } else if (product.version < published.version()) {
            copy(published, product);
        } else {
            return; // an older version that came late
        }
        stock.publish(published.productId(), published.sellable());
    }

    private static void copy(ProductPublished published, Product product) {
        product.version = published.version();
        product.name = published.name();
        product.status = published.status();
        product.saleStartAt = published.saleStartAt();
        product.saleEndAt = published.saleEndAt();
        product.price = published.price().amount();
        product.currency = published.price().currency();
        product.validForDays = published.validForDays();
        product.validFrom = published.validFrom();
        product.functions = published.functions().stream()
                .map(function -> new FunctionGrant(function.functionCode(), function.label(), function.quantity()))
                .toList();
    }
}
