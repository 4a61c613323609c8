package io.turnstile.platform.testing;

import io.turnstile.platform.AotCaches;
import io.turnstile.platform.EmbeddedPlatform;
import io.turnstile.platform.Manifests;
import io.turnstile.platform.PlatformSettings;
import io.turnstile.platform.Platforms;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The one platform of a test JVM. Tests and their resources come from different class loaders, each with its own statics;
 * so what they share is kept as system properties.
 */
final class SharedPlatform {
    private static final String PREFIX = "turnstile.test.";
    private static final Path DATA_FOLDER = Path.of("target", "platform");
    private static final SecureRandom RANDOM = new SecureRandom();

    private SharedPlatform() {}

    /** What a service reads from its environment; starts the platform at the first call. */
    static Map<String, String> environment() {
        // The one object that all class loaders have in common.
        synchronized (Runtime.getRuntime()) {
            var environment = known();
            if (environment.isEmpty()) {
                environment = start();
                environment.forEach((name, value) -> System.setProperty(PREFIX + name, value));
            }
            return environment;
        }
    }

    static String value(String name) {
        var value = System.getProperty(PREFIX + name);
        if (value == null) {
            throw new IllegalStateException(
                    "no platform runs: annotate the test with @QuarkusTestResource(PlatformResource.class)");
        }
        return value;
    }

    private static Map<String, String> known() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .collect(Collectors.toMap(name -> name.substring(PREFIX.length()), System::getProperty));
    }

    private static Map<String, String> start() {
        var password = random();
        EmbeddedPlatform.discard(DATA_FOLDER);
        var platform = Platforms.start(
                Manifests.ofRepository(),
                new PlatformSettings(
                        DATA_FOLDER,
                        0,
                        0,
                        0,
                        false,
                        false,
                        AotCaches.noneForShortLives(),
                        _ -> password,
                        line -> System.out.println("[test] " + line)));
        Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "stop-platform"));
        var issuer = TestIssuer.start();
        var endpoints = platform.endpoints();
        var environment = new HashMap<>(issuer.environment());
        environment.put("POSTGRES_HOST", endpoints.postgresHost());
        environment.put("POSTGRES_PORT", Integer.toString(endpoints.postgresPort()));
        environment.put("DATABASE_PASSWORD", password);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", endpoints.kafkaBootstrapServers());
        environment.put("WEBHOOK_SECRETS", webhookSecret() + "," + webhookSecret());
        environment.put("QR_KEYS", "new:" + random() + ",old:" + random());
        environment.put("OPERATOR_TOKEN_KEY", random());
        return environment;
    }

    private static String webhookSecret() {
        return "whsec_" + Base64.getEncoder().encodeToString(bytes());
    }

    private static String random() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    private static byte[] bytes() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
