package io.turnstile.catalog.model;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

/** A product; its version grows by one with every change and with nothing else. */
@Entity
public class Product {
    @Id
    private long id;

    private long version;

    @Enumerated(EnumType.STRING)
    private ProductStatus status;

    @Embedded
    private ProductContent content;

    protected Product() {}

    public Product(long id, ProductContent content) {
        this.id = id;
        this.version = 1;
        this.status = ProductStatus.ACTIVE;
        this.content = content;
    }

    /**
     * Puts the new content in place of the old; a retired product stays retired.
     *
     * @return whether that changed anything
     */
    public boolean replace(ProductContent replacement) {
        if (content.equals(replacement)) {
            return false;
        }
        content = replacement;
        version++;
        return true;
    }

    /**
     * Takes the product off sale for good.
     *
     * @return whether it was on sale until now
     */
    public boolean retire() {
        if (status == ProductStatus.RETIRED) {
            return false;
        }
        status = ProductStatus.RETIRED;
        version++;
        return true;
    }

    public long id() {
        return id;
    }

    public long version() {
        return version;
    }

    public ProductStatus status() {
        return status;
    }

    public ProductContent content() {
        return content;
    }
}
