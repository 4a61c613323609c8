package io.turnstile.platform;

import java.util.Map;
import java.util.stream.Collectors;

/** Fits settings that are made for several brokers to one: copies of anything can only be on itself. */
final class SingleBroker {
    private SingleBroker() {}

    static Map<String, String> fit(Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> countsCopies(entry.getKey()) ? "1" : entry.getValue()));
    }

    private static boolean countsCopies(String name) {
        return name.endsWith("replication.factor") || name.endsWith("min.isr") || name.equals("min.insync.replicas");
    }
}
