package io.turnstile.local.command;

import io.turnstile.local.LocalException;
import io.turnstile.local.suite.SuiteDescription;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "stop", description = "Stops a suite that runs in another terminal.")
public final class StopCommand implements Callable<Integer> {
    private static final int PATIENCE_SECONDS = 60;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        var pid = SuiteDescription.ofRunning(common.folder()).launcherPid();
        var launcher = ProcessHandle.of(pid).orElseThrow(() -> new LocalException("process " + pid + " has gone"));
        launcher.destroy();
        try {
            launcher.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return 0;
        } catch (TimeoutException e) {
            throw new LocalException("process %d still stops after %d s".formatted(pid, PATIENCE_SECONDS), e);
        }
    }
}
