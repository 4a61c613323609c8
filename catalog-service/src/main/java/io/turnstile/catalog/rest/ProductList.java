package io.turnstile.catalog.rest;

import io.turnstile.catalog.model.ListedProduct;
import java.util.List;

/** All products, ascending id. */
record ProductList(List<AdministeredProduct> products) {
    static ProductList of(List<ListedProduct> products) {
        return new ProductList(products.stream().map(AdministeredProduct::of).toList());
    }
}
