package io.turnstile.contracts.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Where every service begins. What the deployment left out, or gave as a secret that is none, is said before the database,
 * the broker or a client is spoken to: a line for each fault, and none shows a value.
 */
@QuarkusMain
public final class ServiceMain {
    private ServiceMain() {}

    public static void main(String... arguments) {
        var faults = new DeploymentSettings(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class)).faults();
        if (!faults.isEmpty()) {
            faults.forEach(System.err::println);
            System.exit(1);
        }
        Quarkus.run(arguments);
    }
}
