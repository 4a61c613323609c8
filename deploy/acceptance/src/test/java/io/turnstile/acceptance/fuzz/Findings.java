package io.turnstile.acceptance.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong, each kind once with a request that shows it. */
final class Findings {
    private final Map<String, Finding> kinds = new LinkedHashMap<>();

    private static final class Finding {
        private final String shown;
        private final String fault;
        private int times;

        private Finding(String shown, String fault) {
            this.shown = shown;
            this.fault = fault;
        }
    }

    /** @param shown the request and its answer, for a person to read and to send again */
    synchronized void add(String shown, String fault) {
        // Numbers and quoted texts differ between findings of one kind.
        var operation = shown.split(",", 3);
        var kind = (operation.length > 1 ? operation[1] : "") + fault.replaceAll("\"[^\"]*\"|'[^']*'|\\d+", "…");
        kinds.computeIfAbsent(kind, _ -> new Finding(shown, fault)).times++;
    }

    synchronized boolean isEmpty() {
        return kinds.isEmpty();
    }

    @Override
    public synchronized String toString() {
        return kinds.values().stream()
                .map(finding -> "%n- %s (%d times)%n  %s".formatted(finding.fault, finding.times, finding.shown))
                .collect(Collectors.joining());
    }
}
