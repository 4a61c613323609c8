package io.turnstile.platform.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} a real PostgreSQL with every role and database of the manifests, a real Kafka with every
 * topic, an issuer of tokens, and the environment that a service reads. All of it is started once per test JVM.
 */
public class PlatformResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return SharedPlatform.environment();
    }

    /** The platform serves the next test class too; it ends with the JVM. */
    @Override
    public void stop() {}
}
