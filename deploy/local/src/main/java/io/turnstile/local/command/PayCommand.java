package io.turnstile.local.command;

import io.turnstile.local.LocalException;
import io.turnstile.local.client.Api;
import io.turnstile.local.client.OrderDatabase;
import io.turnstile.local.client.PaymentGateway;
import io.turnstile.local.client.PaymentGateway.Notification;
import io.turnstile.local.suite.Secrets;
import io.turnstile.local.suite.SuiteDescription;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "pay", description = "Plays the payment gateway: tells Turnstile, signed, that an order was paid.")
public final class PayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "ORDER_ID", description = "the order; its amount is looked up")
    private UUID orderId;

    @Option(
            names = "--txn",
            paramLabel = "ID",
            description = "the transaction's id; without it always the same one for an order, so a repeat is harmless")
    private String transaction;

    @Option(names = "--failed", description = "the payment did not succeed")
    private boolean failed;

    @Override
    public Integer call() {
        var suite = SuiteDescription.ofRunning(common.folder());
        var secrets = new Secrets(Path.of(suite.secrets()));
        var clock = Clock.systemUTC();
        var orders = new OrderDatabase(
                suite.postgresHost(), suite.postgresPort(), secrets.value("order-service-database", "password"));
        var amount = orders.amountOf(orderId).orElseThrow(() -> new LocalException("there is no order " + orderId));
        var id = transaction == null ? Notification.transactionOf(orderId) : transaction;
        var reply = new PaymentGateway(new Api(suite.gateway()), secrets.value("payment-webhook", "secrets"), clock)
                .notifyUntilHeard(new Notification(id, orderId, !failed, amount, clock.instant()));
        if (reply.status() != 200 && reply.status() != 202) {
            throw new LocalException("the notification was not accepted: " + reply.refusal());
        }
        spec.commandLine().getOut().println(reply.raw().body());
        return 0;
    }
}
