package io.turnstile.local.command;

import io.turnstile.local.LocalException;
import io.turnstile.local.client.Patience;
import io.turnstile.local.suite.DataFolder;
import io.turnstile.local.suite.Readiness;
import io.turnstile.local.suite.SuiteDescription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "restart",
        description = "Restarts services, one instance after another, as a rolling update does:"
                + " an instance ends its work, and its successor is ready before the next one is asked to stop.")
public final class RestartCommand implements Callable<Integer> {
    private static final Duration END_LIMIT = Duration.ofSeconds(30);
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(arity = "1..*", paramLabel = "SERVICE", description = "such as order-service")
    private List<String> services;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        var folder = common.folder();
        for (var service : services) {
            var instances = SuiteDescription.ofRunning(folder).services().stream()
                    .filter(instance -> instance.service().equals(service))
                    .toList();
            if (instances.isEmpty()) {
                throw new LocalException("there is no service " + service);
            }
            for (var instance : instances) {
                restart(instance, folder);
            }
        }
        return 0;
    }

    private void restart(SuiteDescription.Service instance, DataFolder folder)
            throws InterruptedException, ExecutionException {
        var begin = System.nanoTime();
        ProcessHandle.of(instance.pid()).ifPresent(ProcessHandle::destroy);
        awaitEnd(instance);
        if (!Patience.ask(READY_LIMIT, () -> hasReadySuccessor(instance, folder), ready -> ready)) {
            throw new LocalException("%s did not get ready again (see %s)".formatted(instance.name(), instance.log()));
        }
        spec.commandLine()
                .getOut()
                .printf("%s is ready again after %.1f s%n", instance.name(), (System.nanoTime() - begin) / 1e9);
        spec.commandLine().getOut().flush();
    }

    private static void awaitEnd(SuiteDescription.Service instance) throws InterruptedException, ExecutionException {
        var process = ProcessHandle.of(instance.pid());
        if (process.isPresent()) {
            try {
                process.get().onExit().get(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new LocalException(
                        "%s still stops after %d s".formatted(instance.name(), END_LIMIT.toSeconds()), e);
            }
        }
    }

    /** The launcher starts what has ended, and then describes the new process. */
    private static boolean hasReadySuccessor(SuiteDescription.Service former, DataFolder folder) {
        return SuiteDescription.ofRunning(folder).services().stream()
                        .anyMatch(now -> now.name().equals(former.name()) && now.pid() != former.pid())
                && Readiness.isReady(former.managementPort());
    }
}
