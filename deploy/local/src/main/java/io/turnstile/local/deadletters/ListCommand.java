package io.turnstile.local.deadletters;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "list", description = "Shows the dead letters that were not put back yet: what, why, when, by whom.")
final class ListCommand implements Callable<Integer> {
    private static final String LINE = "%-22s %6s  %-24s %-18s %-17s %-36s %-4s %s%n";

    @Spec
    private CommandSpec spec;

    @Mixin
    private Which which;

    @Option(names = "--all", description = "also those that were put back, marked 'yes'")
    private boolean all;

    @Override
    public Integer call() {
        which.with(this::print);
        return 0;
    }

    private void print(DeadLetters letters) {
        var out = spec.commandLine().getOut();
        out.printf(LINE, "stream", "offset", "refused at", "by", "event", "id", "back", "reason");
        letters.putBackUntil(letters.partitions(which.stream()))
                .forEach((partition, putBackUntil) -> letters.each(
                        partition,
                        all ? letters.beginning(partition) : putBackUntil,
                        letter -> print(out, letter, letter.offset() < putBackUntil)));
    }

    private static void print(PrintWriter out, DeadLetter letter, boolean putBack) {
        out.printf(
                LINE,
                letter.stream(),
                letter.offset(),
                letter.refusedAt(),
                orNone(letter.header("dead-letter-service")),
                shortType(orNone(letter.header("ce_type"))),
                orNone(letter.header("ce_id")),
                putBack ? "yes" : "no",
                orNone(letter.header("dead-letter-reason")).lines().findFirst().orElse("-"));
    }

    private static String orNone(String text) {
        return text == null || text.isBlank() ? "-" : text;
    }

    /** {@code turnstile.OrderPaid.v1} is of this suite and of its first version, as everything is. */
    private static String shortType(String type) {
        return type.replaceFirst("^turnstile\\.", "").replaceFirst("\\.v1$", "");
    }
}
