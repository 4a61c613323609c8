package io.turnstile.acceptance.faults.checks;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds what one book says against what another does. */
final class Compare {
    private Compare() {}

    static <T, K> Map<K, T> by(Collection<T> rows, Function<T, K> key) {
        return rows.stream().collect(Collectors.toMap(key, Function.identity(), (first, _) -> first));
    }

    static <T, K> Map<K, Long> count(Stream<T> rows, Function<T, K> key) {
        return rows.collect(groupingBy(key, counting()));
    }

    static <T, K> Map<K, Long> sum(Stream<T> rows, Function<T, K> key, ToLongFunction<T> amount) {
        return rows.collect(groupingBy(key, summingLong(amount)));
    }

    /** Every key whose values differ; a key that is missing on one side is 0 there. */
    static <K> Stream<String> differences(String what, Map<K, Long> expected, Map<K, Long> actual) {
        return union(expected, actual)
                .filter(key -> !Objects.equals(expected.getOrDefault(key, 0L), actual.getOrDefault(key, 0L)))
                .map(key -> "%s of %s: %d expected, %d found"
                        .formatted(what, key, expected.getOrDefault(key, 0L), actual.getOrDefault(key, 0L)));
    }

    /** Every key whose rows are not equal, or that is missing on one side. */
    static <K, V> Stream<String> unequal(String what, Map<K, V> expected, Map<K, V> actual) {
        return union(expected, actual)
                .filter(key -> !Objects.equals(expected.get(key), actual.get(key)))
                .map(key -> "%s %s: %s expected, %s found".formatted(what, key, expected.get(key), actual.get(key)));
    }

    private static <K> Stream<K> union(Map<K, ?> expected, Map<K, ?> actual) {
        var keys = new HashSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        return keys.stream();
    }
}
