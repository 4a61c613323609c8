package io.turnstile.local.command;

import io.turnstile.local.LocalException;
import io.turnstile.local.client.ServiceDatabase;
import io.turnstile.local.suite.SuiteDescription;
import io.turnstile.platform.Erasure;
import java.io.PrintWriter;
import java.util.List;
import java.util.Scanner;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "erase-buyer",
        description = {
            "Erases a buyer, while everything goes on; comes back when no database names the buyer any more.",
            "What is not paid is cancelled. Orders and payments stay for the books and are nobody's; tickets are lost.",
            "What the streams say of the buyer's subject stays: delete the account at the issuer as well."
        })
public final class EraseBuyerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "SUB", description = "the subject of the buyer's tokens")
    private String buyer;

    @Option(names = "--yes", description = "do not ask")
    private boolean sure;

    @Override
    public Integer call() {
        var suite = SuiteDescription.ofRunning(common.folder());
        var orderService = ServiceDatabase.of(suite, "order-service");
        var ticketService = ServiceDatabase.of(suite, "ticket-service");
        var erasure = new Erasure(buyer);
        if (!sure && !isConfirmed(orderService, ticketService, erasure)) {
            throw new LocalException("nobody was erased");
        }
        // Asked again: the buyer may have ordered while the question stood there.
        List<UUID> orders = orderService.ask(erasure::orders);
        orderService.ask(connection -> {
            erasure.request(connection);
            return null;
        });
        orderService.await(erasure::isDone);
        tell("order-service: %d orders are nobody's".formatted(orders.size()));
        ticketService.await(connection -> Erasure.isHeardOf(connection, orders));
        ticketService.await(erasure::isNobodysTicket);
        tell("ticket-service: no ticket is the buyer's");
        // Rows go when the connector has confirmed them, which it says every ten seconds.
        orderService.await(Erasure::isGoneFromOutbox);
        ticketService.await(Erasure::isGoneFromOutbox);
        tell("both have nothing more to send that names the buyer");
        return 0;
    }

    private void tell(String line) {
        out().println(line);
        out().flush();
    }

    private boolean isConfirmed(ServiceDatabase orderService, ServiceDatabase ticketService, Erasure erasure) {
        List<UUID> orders = orderService.ask(erasure::orders);
        long tickets = ticketService.ask(connection -> Erasure.tickets(connection, orders));
        out().printf(
                        "Erase the buyer of %d orders and %d tickets? It cannot be undone. [y/N] ",
                        orders.size(), tickets);
        out().flush();
        var answer = new Scanner(System.in);
        return answer.hasNextLine() && answer.nextLine().strip().equalsIgnoreCase("y");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
