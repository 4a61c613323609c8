package io.turnstile.local.command;

import io.turnstile.local.LocalException;
import io.turnstile.local.suite.Secrets;
import io.turnstile.local.suite.SuiteDescription;
import io.turnstile.platform.Manifests;
import io.turnstile.platform.Manifests.Connector;
import io.turnstile.platform.SlotRecovery;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "recover-slot",
        description = {
            "Lets a service's outbox connector begin anew after its replication slot was lost.",
            "Every row of the outbox is sent, those that were sent before once more; consumers know them by their ids."
        })
public final class RecoverSlotCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "SERVICE", description = "whose outbox it is, such as order-service")
    private String service;

    @Option(names = "--force", description = "also where the slot is usable, as one that somebody made anew by hand")
    private boolean force;

    @Override
    public Integer call() {
        var connector = connectorOf(service);
        var suite = SuiteDescription.ofRunning(common.folder());
        var recovery = new SlotRecovery(
                connector,
                suite.connect(),
                suite.jdbcUrl(connector.config().get("database.dbname")),
                new Secrets(Path.of(suite.secrets())).value(connector.name() + "-database", "password"));
        var out = spec.commandLine().getOut();
        if (recovery.slotIsUsable() && !force) {
            out.println("the slot of " + connector.name() + " is usable; nothing is to be done");
            return 0;
        }
        recovery.begin();
        out.println(connector.name() + " begins anew, with all that stands in the outbox");
        return 0;
    }

    private static Connector connectorOf(String service) {
        List<Connector> connectors = Manifests.ofRepository().connectors();
        return connectors.stream()
                .filter(connector -> connector.name().equals(service + "-outbox"))
                .findFirst()
                .orElseThrow(() -> new LocalException("%s has no outbox; these have one: %s"
                        .formatted(
                                service,
                                connectors.stream()
                                        .map(connector -> connector.name().replace("-outbox", ""))
                                        .collect(Collectors.joining(", ")))));
    }
}
