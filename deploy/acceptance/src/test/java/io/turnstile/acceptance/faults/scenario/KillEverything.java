package io.turnstile.acceptance.faults.scenario;

/** {@code kill -9} of the launcher and of everything that it started, in the middle of the load; then {@code up}. */
public record KillEverything() implements Scenario {
    @Override
    public void strike(Stage stage) {
        stage.suite().lookAround();
        stage.suite().killEverythingAndStartAgain();
    }

    @Override
    public String name() {
        return "kill everything and start again";
    }
}
