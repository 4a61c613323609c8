package io.turnstile.bench;

import java.util.List;

/** Something that Turnstile does for its users, measured beside its floor. */
public interface Row {
    /** As {@code ./turnstile bench NAME} takes it. */
    String name();

    /** What is measured, for {@code --list}. */
    String what();

    /** @throws BenchException where it cannot be measured here; the other rows go on */
    List<Line> measure(Stage stage);
}
