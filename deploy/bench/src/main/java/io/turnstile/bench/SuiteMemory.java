package io.turnstile.bench;

import io.turnstile.local.suite.SuiteDescription;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every process of a suite has in memory, with its children: PostgreSQL's are one part. Pages that several share
 * count once, and so do the jars that are in the memory of several JVMs.
 *
 * @param parts bytes by name
 */
public record SuiteMemory(Map<String, Long> parts) {
    private static final double MEGABYTE = 1024 * 1024;

    public static SuiteMemory of(SuiteDescription suite) {
        var parts = new LinkedHashMap<String, Long>();
        var counted = new HashSet<Long>();
        suite.services().forEach(service -> parts.put(service.name(), bytes(family(service.pid()), counted)));
        suite.platform().forEach(part -> parts.put(part.name(), bytes(family(part.pid()), counted)));
        // Its children are all of the above.
        parts.put("launcher", bytes(family(suite.launcherPid()), counted));
        return new SuiteMemory(parts);
    }

    private static Set<Long> family(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    private static long bytes(Collection<Long> pids, Set<Long> counted) {
        return pids.stream()
                .filter(counted::add)
                .mapToLong(pid -> new ProcessMemory(pid).proportional().orElse(0))
                .sum();
    }

    public double gigabytes() {
        return parts.values().stream().mapToLong(Long::longValue).sum() / MEGABYTE / 1024;
    }

    /** Each part by name, MB. */
    @Override
    public String toString() {
        return parts.entrySet().stream()
                .map(part -> "%s %.0f".formatted(part.getKey(), part.getValue() / MEGABYTE))
                .collect(Collectors.joining(", ", "", " MB"));
    }
}
