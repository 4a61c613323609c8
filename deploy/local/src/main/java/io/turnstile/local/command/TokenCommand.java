package io.turnstile.local.command;

import io.turnstile.local.suite.Secrets;
import io.turnstile.local.suite.SuiteDescription;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "token", description = "Prints a token of the development issuer, and nothing else.")
public final class TokenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--sub", required = true, paramLabel = "NAME", description = "who the token speaks of")
    private String subject;

    @Option(
            names = "--group",
            required = true,
            split = ",",
            paramLabel = "GROUP",
            description = "buyer, analyst, finance or catalog-admin; several with commas")
    private List<String> groups;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "PT1H",
            description = "how long it is good (ISO 8601); default ${DEFAULT-VALUE}")
    private Duration lifetime;

    @Override
    public Integer call() {
        if (!lifetime.isPositive()) {
            throw new ParameterException(spec.commandLine(), "--for wants a time that is longer than none");
        }
        var suite = SuiteDescription.ofRunning(common.folder());
        var key = new Secrets(Path.of(suite.secrets())).signingKey();
        spec.commandLine().getOut().println(key.sign(suite.issuer(), subject, groups, lifetime, Clock.systemUTC()));
        return 0;
    }
}
