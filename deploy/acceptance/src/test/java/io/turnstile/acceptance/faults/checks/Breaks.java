package io.turnstile.acceptance.faults.checks;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One way after the other to break a promise, each with what must be found then. */
final class Breaks {
    private Breaks() {}

    /** @param found what must be found; the first is the property that is meant */
    record Break(String what, List<Property> found, Consumer<World> breaking) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Break that(String what, Property property, Consumer<World> breaking) {
        return new Break(what, List.of(property), breaking);
    }

    static Stream<Break> all() {
        return Stream.of(
                        BrokenAnswers.all(),
                        BrokenBooks.stockAndMoney(),
                        BrokenBooks.ticketsAndUses(),
                        BrokenEvents.events(),
                        BrokenEvents.report())
                .flatMap(breaks -> breaks);
    }
}
