package io.turnstile.order.model;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** This service's copy of a product, from which orders are priced. The catalog owns the original. */
@Entity
public class Product extends PanacheEntityBase {
    private static final String ACTIVE = "active";

    @Id
    public long productId;

    public long version;
    public String name;
    public String status;

    public Instant saleStartAt;

    public Instant saleEndAt;

    /** Minor units of {@link #currency}. */
    public long price;

    public String currency;

    public int validForDays;

    public Instant validFrom;

    @JdbcTypeCode(SqlTypes.JSON)
    public List<FunctionGrant> functions;

    /** The sale window is half-open: the end itself is outside. */
    public boolean isOnSaleAt(Instant now) {
        return ACTIVE.equals(status) && !now.isBefore(saleStartAt) && (saleEndAt == null || now.isBefore(saleEndAt));
    }
}
