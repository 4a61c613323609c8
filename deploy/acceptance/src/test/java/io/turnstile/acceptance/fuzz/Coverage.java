package io.turnstile.acceptance.fuzz;

import io.turnstile.acceptance.fuzz.ApiDocument.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How far the requests came: fuzzing that is always turned away at the door has seen nothing. */
final class Coverage {
    private final Map<String, Count> operations = new LinkedHashMap<>();
    private final Map<Mutation, Count> mutations = new LinkedHashMap<>();

    private static final class Count {
        private int plain;
        private final Map<Integer, Integer> statuses = new TreeMap<>();

        private int requests() {
            return statuses.values().stream().mapToInt(Integer::intValue).sum();
        }

        private int of(int from, int to) {
            return statuses.entrySet().stream()
                    .filter(status -> status.getKey() >= from && status.getKey() < to)
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }

        private String refusals() {
            return statuses.entrySet().stream()
                    .filter(status -> status.getKey() >= 400 || status.getKey() < 200)
                    .map(status -> status.getKey() + ":" + status.getValue())
                    .collect(Collectors.joining(" "));
        }
    }

    Coverage(List<Operation> all) {
        all.forEach(operation -> operations.put(operation.id(), new Count()));
        Stream.<Mutation[]>of(ValueMutation.values(), BodyMutation.values(), MessageMutation.values())
                .flatMap(Arrays::stream)
                .forEach(mutation -> mutations.put(mutation, new Count()));
    }

    synchronized void add(Request request, Response response) {
        var count = operations.get(request.operation().id());
        count.statuses.merge(response.status(), 1, Integer::sum);
        count.plain += request.isPlain() ? 1 : 0;
        request.mutations()
                .forEach(mutation -> mutations.get(mutation).statuses.merge(response.status(), 1, Integer::sum));
    }

    synchronized int requests() {
        return operations.values().stream().mapToInt(Count::requests).sum();
    }

    /** @return where the run saw too little to prove anything */
    synchronized List<String> gaps() {
        var gaps = new ArrayList<String>();
        operations.forEach((operation, count) -> {
            if (count.of(200, 400) == 0) {
                gaps.add(operation + " was never accepted");
            }
            if (count.of(400, 500) == 0) {
                gaps.add(operation + " was never refused");
            }
        });
        mutations.forEach((mutation, count) -> {
            if (count.requests() == 0) {
                gaps.add(mutation + " was never used");
            }
        });
        return gaps;
    }

    synchronized void print() {
        System.out.printf("[fuzz] %-24s %8s %8s %8s  %s%n", "operation", "requests", "plain", "accepted", "refused");
        operations.forEach((operation, count) -> System.out.printf(
                "[fuzz] %-24s %8d %8d %8d  %s%n",
                operation, count.requests(), count.plain, count.of(200, 400), count.refusals()));
        System.out.printf("[fuzz] %-24s %8s %8s %8s  %s%n", "broken by", "requests", "", "accepted", "refused");
        mutations.forEach((mutation, count) -> System.out.printf(
                "[fuzz] %-24s %8d %8s %8d  %s%n",
                mutation, count.requests(), "", count.of(200, 400), count.refusals()));
    }
}
