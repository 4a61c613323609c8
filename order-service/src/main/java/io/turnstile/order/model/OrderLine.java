package io.turnstile.order.model;

import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A product as it was when it was ordered: a later change of price or functions does not touch what was bought. */
@Embeddable
public class OrderLine {
    public long productId;

    public String productName;

    public int quantity;

    /** Minor units of the order's currency. */
    public long unitPrice;

    public int validForDays;

    public Instant validFrom;

    @JdbcTypeCode(SqlTypes.JSON)
    public List<FunctionGrant> functions;

    protected OrderLine() {}

    public OrderLine(Product product, int quantity) {
        this.productId = product.productId;
        this.productName = product.name;
        this.quantity = quantity;
        this.unitPrice = product.price;
        this.validForDays = product.validForDays;
        this.validFrom = product.validFrom;
        this.functions = List.copyOf(product.functions);
    }

    /** @throws ArithmeticException beyond 2^63 - 1 minor units */
    public long amount() {
        return Math.multiplyExact(unitPrice, (long) quantity);
    }
}
