package io.turnstile.local.command;

import io.turnstile.local.LocalException;
import io.turnstile.local.suite.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "reset", description = "Removes a suite's data: orders, tickets, secrets, logs, everything.")
public final class ResetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--yes", description = "do not ask")
    private boolean sure;

    @Override
    public Integer call() throws IOException {
        var folder = common.folder();
        var out = spec.commandLine().getOut();
        if (Files.notExists(folder.root())) {
            out.println("there is no data in " + folder.root());
            return 0;
        }
        folder.requireSuiteData();
        folder.requireIdle();
        if (!sure && !isConfirmed(folder)) {
            throw new LocalException("nothing was removed");
        }
        delete(folder);
        out.println("removed " + folder.root());
        return 0;
    }

    private boolean isConfirmed(DataFolder folder) {
        var out = spec.commandLine().getOut();
        out.printf("Remove all data in %s? [y/N] ", folder.root());
        out.flush();
        var answer = new Scanner(System.in);
        return answer.hasNextLine() && answer.nextLine().strip().equalsIgnoreCase("y");
    }

    private static void delete(DataFolder folder) throws IOException {
        try (var all = Files.walk(folder.root())) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
