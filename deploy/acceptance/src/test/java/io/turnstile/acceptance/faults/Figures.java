package io.turnstile.acceptance.faults;

import io.turnstile.acceptance.faults.books.Facts;
import io.turnstile.acceptance.faults.books.StreamBooks.Told;
import io.turnstile.acceptance.faults.checks.Property;
import io.turnstile.acceptance.faults.checks.Property.Violation;
import io.turnstile.acceptance.faults.load.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a run measured, for a person to read. */
final class Figures {
    private final List<Fault> faults = new ArrayList<>();
    private final long begin = System.nanoTime();
    private Facts last;

    /**
     * @param served from the fault until every kind of request had succeeded again that was sent after it
     * @param settled from the fault until every process was ready, every outbox carried and every consumer done
     * @param looks how often the state was looked at until nothing was on its way any more
     */
    record Fault(String name, Duration served, Duration settled, int looks, List<Violation> violations) {}

    void add(Fault fault, Facts facts) {
        faults.add(fault);
        last = facts;
        System.out.printf(
                "[faults] %3d  %-36s served after %5.1f s, settled after %5.1f s, looks %d, violations %d%n",
                faults.size(),
                fault.name(),
                seconds(fault.served()),
                seconds(fault.settled()),
                fault.looks(),
                fault.violations().size());
        fault.violations().forEach(violation -> System.out.println("[faults]      " + violation));
    }

    List<Violation> violations() {
        return faults.stream().flatMap(fault -> fault.violations().stream()).toList();
    }

    /** Where nothing was done, nothing can be broken, and no violation proves nothing. */
    boolean haveSubstance() {
        return Stream.of(
                        last.answers(),
                        last.orders().orders(),
                        last.orders().payments(),
                        last.tickets().tickets(),
                        last.venue().redemptions(),
                        last.report().scans(),
                        last.catalog().holds(),
                        last.streams().records())
                .noneMatch(List::isEmpty);
    }

    void print(long seed, Journal journal, long torn) {
        if (last == null) {
            return;
        }
        var records = last.streams().records();
        var distinct = records.stream().map(Told::id).distinct().count();
        System.out.printf(
                """
                [faults] seed %d, %.1f minutes
                [faults] faults                %7d
                [faults] requests              %7d
                [faults] retries               %7d
                [faults] connections broken    %7d
                [faults] answers checked       %7d
                [faults] orders                %7d
                [faults] tickets               %7d
                [faults] scans                 %7d
                [faults] events                %7d
                [faults] duplicates delivered  %7d
                [faults] dead letters          %7d
                [faults] properties checked    %7d after every fault
                [faults] violations            %7d
                """,
                seed,
                Duration.ofNanos(System.nanoTime() - begin).toSeconds() / 60.0,
                faults.size(),
                journal.requests(),
                journal.retries(),
                torn,
                last.answers().size(),
                last.orders().orders().size(),
                last.tickets().tickets().size(),
                last.venue().attempts().size(),
                distinct,
                records.size() - distinct,
                last.streams().deadLetters().size(),
                Property.values().length,
                violations().size());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
