package io.turnstile.catalog.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The products, always read together with their held stock: one query, however many there are. */
@ApplicationScoped
public class Products implements PanacheRepositoryBase<Product, Long> {
    private static final String LISTED = """
            SELECT new io.turnstile.catalog.model.ListedProduct(p, coalesce(h.held, 0L))
            FROM Product p LEFT JOIN HeldStock h ON h.productId = p.id
            """;
    private static final String ON_SALE = LISTED + """
                    WHERE p.status = ACTIVE AND p.content.saleStartAt <= :now AND p.content.saleEndAt > :now
                    """;

    public List<ListedProduct> onSale(Instant now) {
        return getEntityManager()
                .createQuery(ON_SALE + "ORDER BY p.id", ListedProduct.class)
                .setParameter("now", now)
                .getResultList();
    }

    public Optional<ListedProduct> onSale(long id, Instant now) {
        return getEntityManager()
                .createQuery(ON_SALE + "AND p.id = :id", ListedProduct.class)
                .setParameter("now", now)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    public List<ListedProduct> listed() {
        return getEntityManager()
                .createQuery(LISTED + "ORDER BY p.id", ListedProduct.class)
                .getResultList();
    }

    public ListedProduct listed(Product product) {
        return getEntityManager()
                .createQuery(LISTED + "WHERE p = :product", ListedProduct.class)
                .setParameter("product", product)
                .getSingleResult();
    }

    public Optional<Product> withSku(String sku) {
        return find("content.sku", sku).firstResultOptional();
    }

    /** An id that no product has, those that administrators chose themselves included. */
    public long freeId() {
        long id;
        do {
            id = ((Number) getEntityManager()
                            .createNativeQuery("SELECT nextval('product_ids')", Long.class)
                            .getSingleResult())
                    .longValue();
        } while (findById(id) != null);
        return id;
    }

    /**
     * Lets one administrator at a time change products, until the transaction ends: nobody's version is lost, and what
     * was free when looked at stays free. Readers and orders do not wait. Changes are rare, so one lock for all of them
     * is dearer than row locks to no one, and leaves no race to reason about.
     */
    public void lockForChange() {
        getEntityManager()
                .createNativeQuery("LOCK TABLE product IN SHARE ROW EXCLUSIVE MODE")
                .executeUpdate();
    }
}
