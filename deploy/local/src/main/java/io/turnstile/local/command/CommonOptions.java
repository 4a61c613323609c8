package io.turnstile.local.command;

import io.turnstile.local.suite.DataFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which suite a command is about, and how the command explains itself. */
public final class CommonOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:TURNSTILE_DATA}",
            description = "the suite's data folder; default .turnstile in the repository, or TURNSTILE_DATA")
    private Path named;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and do nothing else")
    private boolean help;

    public DataFolder folder() {
        return DataFolder.of(named);
    }
}
