package io.turnstile.local.command;

import io.turnstile.local.LocalException;
import io.turnstile.local.client.RunningRebuild;
import io.turnstile.local.client.ServiceDatabase;
import io.turnstile.local.suite.SuiteDescription;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "rebuild",
        description = {
            "Makes a service's data again from its streams, while everything goes on; comes back when it is done.",
            "The service does it, and goes on with it whether this command waits or not."
        })
public final class RebuildCommand implements Callable<Integer> {
    private static final String PASSWORD = "DATABASE_PASSWORD";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(
            paramLabel = "WHAT",
            converter = RebuildTarget.ByName.class,
            completionCandidates = RebuildTarget.Names.class,
            description = {
                "reporting: the report is emptied and filled again",
                "catalog-availability: what orders hold is forgotten and counted again",
                "venue-tickets: the gates' copy of the tickets is completed, and never emptied"
            })
    private RebuildTarget target;

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description = {
                "the service's database, where it is not that of the suite on this machine;",
                "the password of the service's role is then read from the variable " + PASSWORD
            })
    private String jdbcUrl;

    @Override
    public Integer call() {
        var rebuild = jdbcUrl == null ? ofThisSuite() : elsewhere();
        rebuild.request();
        rebuild.await(line -> {
            spec.commandLine().getOut().println(target.label() + ": " + line);
            spec.commandLine().getOut().flush();
        });
        return 0;
    }

    private RunningRebuild elsewhere() {
        var password = Optional.ofNullable(System.getenv(PASSWORD))
                .orElseThrow(() -> new LocalException(PASSWORD + " is not set: the password of " + target.role()));
        return new RunningRebuild(target.data(), new ServiceDatabase(jdbcUrl, target.role(), password));
    }

    private RunningRebuild ofThisSuite() {
        var suite = SuiteDescription.ofRunning(common.folder());
        return new RunningRebuild(target.data(), ServiceDatabase.of(suite, target.service()));
    }
}
