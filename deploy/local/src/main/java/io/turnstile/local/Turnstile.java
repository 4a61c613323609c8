package io.turnstile.local;

import io.turnstile.local.command.DemoCommand;
import io.turnstile.local.command.EraseBuyerCommand;
import io.turnstile.local.command.PayCommand;
import io.turnstile.local.command.RebuildCommand;
import io.turnstile.local.command.RecoverSlotCommand;
import io.turnstile.local.command.ResetCommand;
import io.turnstile.local.command.RestartCommand;
import io.turnstile.local.command.StopCommand;
import io.turnstile.local.command.TokenCommand;
import io.turnstile.local.command.TrainCommand;
import io.turnstile.local.command.UpCommand;
import io.turnstile.local.deadletters.DeadLettersCommand;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line; {@code ./turnstile} builds it, starts it and adds the commands that need Maven. */
@Command(
        name = "turnstile",
        description = "Runs all of Turnstile on this machine.",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            TokenCommand.class,
            PayCommand.class,
            RestartCommand.class,
            DeadLettersCommand.class,
            RebuildCommand.class,
            EraseBuyerCommand.class,
            RecoverSlotCommand.class,
            TrainCommand.class,
            StopCommand.class,
            ResetCommand.class
        })
public final class Turnstile implements Runnable {
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and do nothing else")
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        // Libraries talk to a log file, and only while the suite runs; a command's answer is all that stands here.
        Logger.getLogger("").setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    /** The exit code is 0, 1 where the command could not do its work, 2 where it was not understood. */
    public static CommandLine commandLine() {
        return new CommandLine(new Turnstile())
                .setParameterExceptionHandler((fault, _) -> notUnderstood(fault))
                .setExecutionExceptionHandler((fault, command, _) -> {
                    command.getErr().println(FaultLine.of(fault));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static int notUnderstood(ParameterException fault) {
        PrintWriter err = fault.getCommandLine().getErr();
        err.printf(
                "turnstile: %s (see ./%s --help)%n",
                FaultLine.firstLine(fault.getMessage()),
                fault.getCommandLine().getCommandSpec().qualifiedName());
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
