package io.turnstile.catalog.rest;

import io.turnstile.catalog.model.IncludedFunction;
import io.turnstile.catalog.model.ListedProduct;
import io.turnstile.catalog.model.Price;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A product as buyers see it. */
record CatalogProduct(
        long id,
        String sku,
        String name,
        String status,
        Instant saleStartAt,
        Instant saleEndAt,
        Price price,
        int available,
        List<IncludedFunction> functions,
        int validForDays,
        Instant validFrom) {
    static CatalogProduct of(ListedProduct listed) {
        var product = listed.product();
        var content = product.content();
        return new CatalogProduct(
                product.id(),
                content.sku(),
                content.name(),
                product.status().name().toLowerCase(Locale.ROOT),
                content.saleStartAt(),
                content.saleEndAt(),
                content.price(),
                listed.available(),
                content.functions(),
                content.validForDays(),
                content.validFrom());
    }
}
