package io.turnstile.local.suite;

import io.turnstile.local.client.Api;
import io.turnstile.local.client.OrderDatabase;
import io.turnstile.local.issuer.DevelopmentIssuer;
import io.turnstile.local.sample.SampleData;
import io.turnstile.local.sample.SampleData.Credentials;
import io.turnstile.local.sample.SampleLoader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Loads the sample data through the gateway of a suite that has just come up. */
record Samples(PortPlan ports, Secrets secrets, Progress progress) {

    void load() {
        var catalogAdmin = secrets.signingKey()
                .sign(
                        DevelopmentIssuer.url(ports.issuer()),
                        "launcher",
                        List.of("catalog-admin"),
                        Duration.ofMinutes(5),
                        Clock.systemUTC());
        var supervisor = new Credentials(
                secrets.value("first-supervisor", "username"), secrets.value("first-supervisor", "password"));
        var orders =
                new OrderDatabase("127.0.0.1", ports.postgres(), secrets.value("order-service-database", "password"));
        var api = new Api("http://127.0.0.1:" + ports.gateway());
        new SampleLoader(api, catalogAdmin, supervisor, orders, progress::say).load(SampleData.read());
        progress.say("the sample data is there");
    }
}
