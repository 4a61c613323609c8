package io.turnstile.acceptance.faults.checks;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.turnstile.acceptance.faults.checks.Breaks.Break;
import io.turnstile.acceptance.faults.checks.Property.Violation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A checker that cannot fail proves nothing: each property is broken on purpose, and exactly that is found. */
class CheckerTest {

    static Stream<Break> breaks() {
        return Breaks.all();
    }

    @Test
    void an_honest_world_has_no_violations() {
        assertEquals(List.of(), Property.violationsIn(new World().facts()));
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void what_is_broken_is_found_and_nothing_else(Break broken) {
        var world = new World();
        broken.breaking().accept(world);
        var found = Property.violationsIn(world.facts()).stream()
                .map(Violation::property)
                .collect(toSet());
        assertEquals(Set.copyOf(broken.found()), found);
    }

    @Test
    void every_property_is_broken_by_something() {
        assertEquals(
                EnumSet.allOf(Property.class),
                breaks().map(broken -> broken.found().getFirst()).collect(toSet()));
    }
}
