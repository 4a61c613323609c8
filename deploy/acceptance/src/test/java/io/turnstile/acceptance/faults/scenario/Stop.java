package io.turnstile.acceptance.faults.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * An instance freezes and goes on later: longer than Kafka waits for a consumer, so its partitions belong to others by
 * then, and it does not know.
 */
public record Stop(String service) implements Scenario {
    private static final Duration FROZEN = Duration.ofSeconds(15);

    @Override
    public void strike(Stage stage) {
        var instances = stage.instancesOf(service);
        var pid = instances.get(stage.random().nextInt(instances.size())).pid();
        signal("-STOP", pid);
        try {
            Stage.last(FROZEN);
        } finally {
            signal("-CONT", pid);
        }
    }

    private static void signal(String signal, long pid) {
        try {
            var kill = new ProcessBuilder("kill", signal, Long.toString(pid))
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill " + signal + " " + pid + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return "stop " + service + " for 15 s";
    }
}
