package io.turnstile.contracts.event;

/**
 * What a product lets its holder do at a gate.
 *
 * @param functionCode such as {@code ferry}
 * @param quantity how often each ticket of the product may use it
 */
public record ProductFunction(String functionCode, String label, int quantity) {
    public ProductFunction {
        Required.member("function_code", functionCode);
        Required.member("label", label);
        Required.positive("quantity", quantity);
    }
}
