package io.turnstile.acceptance.faults.scenario;

import java.time.Duration;

/** Connections between clients and gateway break in the middle of requests and of answers. */
public record Tear() implements Scenario {
    private static final Duration STORM = Duration.ofSeconds(8);
    private static final int PERCENT = 25;

    @Override
    public void strike(Stage stage) {
        stage.wire().tear(PERCENT);
        try {
            Stage.last(STORM);
        } finally {
            stage.wire().tear(0);
        }
    }

    @Override
    public String name() {
        return "break connections";
    }
}
