package io.turnstile.catalog.rest;

import io.turnstile.catalog.model.ListedProduct;
import java.util.List;

/** What is on sale, ascending id. */
record Catalog(List<CatalogProduct> products) {
    static Catalog of(List<ListedProduct> products) {
        return new Catalog(products.stream().map(CatalogProduct::of).toList());
    }
}
