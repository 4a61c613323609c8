package io.turnstile.local.deadletters;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = {
            "Puts the dead letters that list shows back on their streams.",
            "Do it when what refused them is mended; what is refused again is a new dead letter.",
            "Stopped half-way it can be started again: no event has its effect twice."
        })
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Which which;

    @Override
    public Integer call() {
        which.with(this::replay);
        return 0;
    }

    private void replay(DeadLetters letters) {
        var out = spec.commandLine().getOut();
        var number = new AtomicInteger();
        try (var replay = new Replay(letters, which.bootstrapServers())) {
            replay.run(which.stream(), letter -> {
                out.printf("%s %d is back on its stream%n", letter.stream(), letter.offset());
                number.incrementAndGet();
            });
        }
        out.printf("%d put back%n", number.get());
    }
}
