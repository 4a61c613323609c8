package io.turnstile.local.command;

import io.turnstile.local.client.Api;
import io.turnstile.local.client.PaymentGateway;
import io.turnstile.local.demo.Demo;
import io.turnstile.local.sample.SampleData;
import io.turnstile.local.suite.Secrets;
import io.turnstile.local.suite.SuiteDescription;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Plays the whole story against the running suite, step by step; fails where something differs.")
public final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        var suite = SuiteDescription.ofRunning(common.folder());
        var secrets = new Secrets(Path.of(suite.secrets()));
        var clock = Clock.systemUTC();
        var api = new Api(suite.gateway());
        var payments = new PaymentGateway(api, secrets.value("payment-webhook", "secrets"), clock);
        new Demo(
                        api,
                        payments,
                        secrets.signingKey(),
                        suite.issuer(),
                        SampleData.read(),
                        clock,
                        spec.commandLine().getOut())
                .play();
        return 0;
    }
}
