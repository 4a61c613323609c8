package io.turnstile.acceptance.faults.scenario;

/** One way in which the world is unkind. */
public sealed interface Scenario permits Kill, Stop, Tear, Repeat, Poison, KillEverything {

    /** Comes back when the fault is over, or when it is for the launcher to mend it. */
    void strike(Stage stage);

    /** @return what happens, to whom */
    String name();
}
