package io.turnstile.catalog.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;

/** How many of a product the orders hold; counted by {@link Holds}. */
@Entity
@Immutable
class HeldStock {
    @Id
    long productId;

    long held;
}
