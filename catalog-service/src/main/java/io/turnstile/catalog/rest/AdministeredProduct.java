package io.turnstile.catalog.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.turnstile.catalog.model.ListedProduct;

/**
 * A product as its administrators see it.
 *
 * @param sellable how many may be sold in all
 */
record AdministeredProduct(@JsonUnwrapped CatalogProduct product, int sellable) {
    static AdministeredProduct of(ListedProduct listed) {
        return new AdministeredProduct(
                CatalogProduct.of(listed), listed.product().content().sellable());
    }
}
