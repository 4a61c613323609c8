package io.turnstile.catalog.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-02-01T00:00:00Z");
    private static final IncludedFunction BUS = new IncludedFunction("bus", "Harbour bus", 2);

    private final Product product = new Product(101, content("Pass", 50, BUS));

    @Test
    void a_new_product_is_active_in_its_first_version() {
        assertEquals(ProductStatus.ACTIVE, product.status());
        assertEquals(1, product.version());
    }

    @Test
    void other_content_makes_a_new_version_and_equal_content_does_not() {
        assertTrue(product.replace(content("Other", 50, BUS)));
        assertFalse(product.replace(content("Other", 50, BUS)));
        assertEquals(2, product.version());
        assertEquals("Other", product.content().name());
    }

    @Test
    void a_product_retires_once_and_for_good() {
        assertTrue(product.retire());
        assertFalse(product.retire());
        assertTrue(product.replace(content("Other", 50, BUS)));
        assertEquals(ProductStatus.RETIRED, product.status());
        assertEquals(3, product.version());
    }

    @Test
    void times_are_as_fine_as_the_database_keeps_them() {
        var fine = new ProductContent(
                "S", "N", START.plusNanos(1_999), END, new Price(1, "HKD"), 1, 1, END.plusNanos(999), List.of(BUS));
        assertEquals(START.plusNanos(1_000), fine.saleStartAt());
        assertEquals(END, fine.validFrom());
    }

    @Test
    void content_that_makes_no_sense_cannot_be_made() {
        assertThrows(IllegalArgumentException.class, () -> content("Pass", -1, BUS));
        assertThrows(IllegalArgumentException.class, () -> content("Pass", 1));
        assertThrows(IllegalArgumentException.class, () -> content("Pass", 1, BUS, BUS));
        assertThrows(IllegalArgumentException.class, () -> new Price(-1, "HKD"));
        assertThrows(IllegalArgumentException.class, () -> new IncludedFunction("bus", "Harbour bus", 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ProductContent("S", "N", END, END, new Price(1, "HKD"), 1, 1, null, List.of(BUS)));
    }

    @Test
    void what_is_available_never_falls_below_nothing() {
        assertEquals(50, new ListedProduct(product, 0).available());
        assertEquals(1, new ListedProduct(product, 49).available());
        assertEquals(0, new ListedProduct(product, 51).available());
        assertEquals(0, new ListedProduct(product, Integer.MAX_VALUE + 51L).available());
    }

    private static ProductContent content(String name, int sellable, IncludedFunction... functions) {
        return new ProductContent(
                "SKU", name, START, END, new Price(19_900, "HKD"), sellable, 30, null, List.of(functions));
    }
}
