package io.turnstile.local.suite;

import io.turnstile.local.LocalException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The services' processes: started together, started again when one dies, stopped together. */
final class Services implements AutoCloseable {
    private static final int FIRST_PAUSE_SECONDS = 1;
    private static final int LONGEST_PAUSE_SECONDS = 30;

    private final List<ServiceInstance> instances;
    private final Progress progress;
    private final Runnable onChange;
    private final ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("service-restarts").factory());
    private volatile boolean stopping;

    /** @param onChange runs after a process was replaced by another */
    Services(List<ServiceInstance> instances, Progress progress, Runnable onChange) {
        this.instances = List.copyOf(instances);
        this.progress = progress;
        this.onChange = onChange;
    }

    List<ServiceInstance> instances() {
        return instances;
    }

    /** Comes back when every one is ready. */
    void start() {
        instances.forEach(ServiceInstance::keepFormerLog);
        together(instance -> {
            instance.start(() -> {});
            instance.awaitReady();
            progress.say(instance.name() + " is ready");
        });
    }

    /** From now on a process that ends is started again. */
    void supervise() {
        instances.forEach(instance -> {
            var process = ProcessHandle.of(instance.pid());
            process.ifPresentOrElse(
                    running -> running.onExit().thenRun(() -> ended(instance, FIRST_PAUSE_SECONDS)),
                    () -> ended(instance, FIRST_PAUSE_SECONDS));
        });
    }

    private void ended(ServiceInstance instance, int pauseSeconds) {
        if (stopping) {
            return;
        }
        progress.say("%s ended; it is started again in %d s".formatted(instance.name(), pauseSeconds));
        restarts.schedule(() -> startAgain(instance, pauseSeconds), pauseSeconds, TimeUnit.SECONDS);
    }

    private void startAgain(ServiceInstance instance, int pauseSeconds) {
        if (stopping) {
            return;
        }
        var next = Math.min(2 * pauseSeconds, LONGEST_PAUSE_SECONDS);
        var wasReady = new CompletableFuture<Void>();
        instance.start(() -> ended(instance, wasReady.isDone() ? FIRST_PAUSE_SECONDS : next));
        onChange.run();
        Thread.startVirtualThread(() -> {
            try {
                instance.awaitReady();
                wasReady.complete(null);
                progress.say(instance.name() + " is ready again");
            } catch (LocalException e) {
                progress.say(e.getMessage());
            }
        });
    }

    private void together(Consumer<ServiceInstance> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(instances.stream()
                            .map(instance -> CompletableFuture.runAsync(() -> work.accept(instance), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        stopping = true;
        restarts.shutdownNow();
        // One that is just being started must be there to be stopped.
        restarts.close();
        together(ServiceInstance::stop);
    }
}
