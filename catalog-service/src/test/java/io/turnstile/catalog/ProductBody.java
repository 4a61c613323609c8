package io.turnstile.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The body of POST /products as a client writes it; each fresh one is unlike those of all other tests. */
public record ProductBody(Map<String, Object> members) {
    public static final int SELLABLE = 50;
    private static final AtomicLong IDS = new AtomicLong(100_000);

    public static ProductBody fresh() {
        var id = IDS.incrementAndGet();
        var members = new LinkedHashMap<String, Object>();
        members.put("id", id);
        members.put("sku", "PASS-" + id);
        members.put("name", "3-in-1 pass");
        members.put("sale_start_at", "2026-01-01T00:00:00Z");
        members.put("sale_end_at", "2099-12-31T16:00:00Z");
        members.put("price", Map.of("amount", 19_900, "currency", "HKD"));
        members.put("sellable", SELLABLE);
        members.put("valid_for_days", 30);
        members.put("functions", List.of(function("bus", 2), function("ferry", 1), function("museum", 1)));
        return new ProductBody(members);
    }

    public static Map<String, Object> function(String code, int quantity) {
        return Map.of("function_code", code, "label", "The " + code, "quantity", quantity);
    }

    /** @param value null leaves the member out */
    public ProductBody with(String member, Object value) {
        var changed = new LinkedHashMap<>(members);
        if (value == null) {
            changed.remove(member);
        } else {
            changed.put(member, value);
        }
        return new ProductBody(changed);
    }

    public ProductBody withoutId() {
        return with("id", null);
    }

    public long id() {
        return (long) members.get("id");
    }

    public String sku() {
        return (String) members.get("sku");
    }
}
