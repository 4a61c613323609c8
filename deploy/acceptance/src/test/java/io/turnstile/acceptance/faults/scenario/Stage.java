package io.turnstile.acceptance.faults.scenario;

import io.turnstile.acceptance.faults.books.RawStreams;
import io.turnstile.acceptance.faults.load.Wire;
import io.turnstile.acceptance.support.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a scenario may lay its hands on. */
public record Stage(Suite suite, Wire wire, RawStreams streams, Random random) {

    /** The running instances of a service: one, or two. */
    List<Suite.Part> instancesOf(String service) {
        return parts(part -> part.equals(service) || part.equals(service + "-2"));
    }

    Suite.Part part(String name) {
        return parts(name::equals).getFirst();
    }

    private List<Suite.Part> parts(Predicate<String> meant) {
        suite.lookAround();
        return suite.parts().stream().filter(part -> meant.test(part.name())).toList();
    }

    /** {@code kill -9}; comes back when they are gone. PostgreSQL's own children go with it. */
    static void kill(List<Suite.Part> parts) {
        var victims = parts.stream()
                .flatMap(part -> ProcessHandle.of(part.pid()).stream())
                .flatMap(victim -> Stream.concat(Stream.of(victim), victim.descendants()))
                .toList();
        victims.forEach(ProcessHandle::destroyForcibly);
        victims.forEach(
                victim -> victim.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    /** How long a fault lasts is part of the fault; nothing is concluded from it. */
    static void last(Duration duration) {
        var end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
