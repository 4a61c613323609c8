package io.turnstile.platform;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The environment that the manifests give Kafka Connect, with this machine's values in it. */
final class ConnectEnvironment {
    private ConnectEnvironment() {}

    /** @param configMap what the deployment's ConfigMap would hold, by key */
    static Map<String, String> of(
            Manifests manifests, UnaryOperator<String> passwordOfSecret, Map<String, String> configMap) {
        return manifests.connectWorker().environment().stream()
                .collect(Collectors.toMap(EnvironmentVariable::name, variable -> switch (variable) {
                    case EnvironmentVariable.Plain plain -> plain.value();
                    case EnvironmentVariable.FromSecret secret -> passwordOfSecret.apply(secret.secret());
                    case EnvironmentVariable.FromConfigMap entry -> valueOf(configMap, entry.key());
                }));
    }

    private static String valueOf(Map<String, String> configMap, String key) {
        return Optional.ofNullable(configMap.get(key))
                .orElseThrow(() -> new PlatformException(
                        "Kafka Connect's manifest wants " + key + " from the ConfigMap, which is not known here"));
    }
}
