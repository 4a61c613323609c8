package io.turnstile.local.deadletters;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "dead-letters",
        description = "Shows the events that a service could not handle, and puts them back after the fix.",
        subcommands = {ListCommand.class, ReplayCommand.class})
public final class DeadLettersCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and do nothing else")
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list or replay?");
    }
}
