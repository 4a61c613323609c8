package io.turnstile.acceptance.fuzz;

import io.turnstile.acceptance.fuzz.Generator.Made;
import io.turnstile.acceptance.support.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Sends requests in rounds and judges every answer. In each round the requests that may be accepted come first. Then,
 * between two looks at all tables, those that must be refused, and once more those that were: what is refused leaves
 * nothing behind.
 */
final class FuzzRun implements AutoCloseable {
    private static final int CLIENTS = 16;
    private static final int ROUND = 2_000;
    private static final Set<String> PASSWORDS = Set.of("loginOperator", "createOperator", "setOperatorPassword");

    private final Suite suite;
    private final ApiDocument document = ApiDocument.read();
    private final Contract contract = new Contract();
    private final Judge judge = new Judge(document, contract);
    private final Generator generator;
    private final Coverage coverage = new Coverage(document.operations());
    private final Findings findings = new Findings();
    private final Tables tables;
    private final List<Wire> wires =
            IntStream.range(0, CLIENTS).mapToObj(_ -> new Wire()).toList();
    private final List<Long> wares;
    private final ReentrantLock turn = new ReentrantLock();
    private int repeated;

    FuzzRun(Suite suite, long seed) throws Exception {
        this.suite = suite;
        this.generator = new Generator(seed, suite, document, contract);
        this.tables = new Tables(suite);
        this.wares = Cast.wares(suite);
    }

    private record Answered(Made made, Response response) {}

    void send(int requests) throws Exception {
        for (var first = 1; first <= requests; first += ROUND) {
            round(first, Math.min(requests, first + ROUND - 1));
        }
    }

    private void round(int first, int last) throws Exception {
        var cast = Cast.gather(suite, document.operations(), wares);
        var credentials = new Credentials(suite);
        var made = inParallel(
                IntStream.rangeClosed(first, last).boxed().toList(),
                (_, number) -> generator.make(number, cast, credentials));
        var open = made.stream().filter(one -> !one.mustBeRefused()).toList();
        var batches = new LinkedHashMap<Optional<Kept>, List<Made>>();
        batches.put(Optional.empty(), new ArrayList<>());
        made.stream().filter(Made::mustBeRefused).forEach(one -> batches.computeIfAbsent(
                        Kept.ofAnyRefusal(one.request()), _ -> new ArrayList<>())
                .add(one));
        for (var answered : answers(open)) {
            count(answered);
            if (answered.response().isRefusal()) {
                var kept =
                        Kept.of(answered.made().request(), answered.response().status());
                batches.computeIfAbsent(kept, _ -> new ArrayList<>()).add(answered.made());
                repeated++;
            }
        }
        tables.holdTime();
        var before = tables.settled();
        for (var batch : batches.entrySet()) {
            before = refused(batch.getKey(), batch.getValue(), before);
        }
    }

    /** @return the look after it */
    private Tables.Look refused(Optional<Kept> kept, List<Made> batch, Tables.Look before) throws Exception {
        var answers = answers(batch);
        answers.stream().filter(answered -> answered.made().mustBeRefused()).forEach(this::count);
        var after = tables.settled();
        var hadEffect = answers.stream()
                .filter(answered -> !answered.response().isRefusal()
                                && !answered.made().request().operation().isSafe()
                        || isKeptOtherwise(answered, kept))
                .map(Answered::made)
                .toList();
        if (!hadEffect.isEmpty()) {
            // Others came between, such as whoever added the product: this time it was right to accept them.
            var rest = new ArrayList<>(batch);
            rest.removeAll(hadEffect);
            return refused(
                    kept, rest.stream().filter(one -> !one.mustBeRefused()).toList(), after);
        }
        var changes = tables.changes(before, after, kept.map(Kept::tables).orElse(List.of()));
        if (!changes.isEmpty()) {
            findings.add(culprit(kept, batch), "refused, and the databases are not as they were: " + changes);
        }
        return after;
    }

    /** Others came between: what was refused for one reason is now for another, and that leaves something behind. */
    private static boolean isKeptOtherwise(Answered answered, Optional<Kept> kept) {
        var now = Kept.of(answered.made().request(), answered.response().status());
        return now.isPresent() && !now.equals(kept);
    }

    /** @return a request that changes something; the last few where they do so together alone, or not again */
    private String culprit(Optional<Kept> kept, List<Made> batch) throws Exception {
        var suspects = batch;
        while (suspects.size() > 1) {
            var half = suspects.subList(0, suspects.size() / 2);
            var before = tables.settled();
            answers(half);
            var changes = tables.changes(
                    before, tables.settled(), kept.map(Kept::tables).orElse(List.of()));
            suspects = changes.isEmpty() ? suspects.subList(suspects.size() / 2, suspects.size()) : half;
        }
        return "probably " + suspects.getFirst().request();
    }

    private void count(Answered answered) {
        coverage.add(answered.made().request(), answered.response());
    }

    private List<Answered> answers(List<Made> requests) throws Exception {
        return inParallel(requests, (wire, made) -> {
            var response = send(wire, made.request());
            judge.faults(made.request(), made.unlike(), response)
                    .forEach(fault -> findings.add(made.request() + "\n  → " + response, fault));
            return new Answered(made, response);
        });
    }

    /** Passwords cost a second of a processor where many are checked at once, and a crowd is asked to come again. */
    private Response send(Wire wire, Request request) {
        if (!PASSWORDS.contains(request.operation().id())) {
            return wire.send(request);
        }
        turn.lock();
        try {
            return wire.send(request);
        } finally {
            turn.unlock();
        }
    }

    @FunctionalInterface
    private interface Work<A, B> {
        B on(Wire wire, A item) throws Exception;
    }

    /** As many at once as there are clients; the results are in the order of the items. */
    private <A, B> List<B> inParallel(List<A> items, Work<A, B> work) throws Exception {
        var results = new ArrayList<B>(java.util.Collections.nCopies(items.size(), null));
        var next = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = wires.stream()
                    .map(wire -> threads.submit(() -> {
                        for (var i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
                            results.set(i, work.on(wire, items.get(i)));
                        }
                        return null;
                    }))
                    .toList();
            for (var client : clients) {
                client.get();
            }
        }
        return results;
    }

    Coverage coverage() {
        return coverage;
    }

    Findings findings() {
        return findings;
    }

    int repeated() {
        return repeated;
    }

    @Override
    public void close() throws Exception {
        wires.forEach(Wire::close);
        tables.close();
    }
}
