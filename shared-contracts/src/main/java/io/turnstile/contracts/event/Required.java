package io.turnstile.contracts.event;

import java.util.List;

/** Guards what an event must have, so that a record that breaks its contract cannot be made or read. */
final class Required {
    private Required() {}

    static void member(String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException("the event lacks " + name);
        }
    }

    static void oneOf(String name, String value, String... known) {
        if (!List.of(known).contains(value)) {
            throw new IllegalArgumentException(name + " must be one of " + List.of(known) + " but is " + value);
        }
    }

    static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive but is " + value);
        }
    }
}
