package io.turnstile.platform;

import com.fasterxml.jackson.databind.JsonNode;

/** One entry of a container's environment and where its value comes from. */
public sealed interface EnvironmentVariable {
    String name();

    /** A value that stands in the manifest. */
    record Plain(String name, String value) implements EnvironmentVariable {}

    /** A value that the deployment's ConfigMap holds. */
    record FromConfigMap(String name, String configMap, String key) implements EnvironmentVariable {}

    /** A value that a Secret holds. */
    record FromSecret(String name, String secret, String key) implements EnvironmentVariable {}

    /** @param entry an element of a container's {@code env} */
    static EnvironmentVariable of(JsonNode entry) {
        var name = entry.path("name").asText();
        var configMap = entry.at("/valueFrom/configMapKeyRef");
        var secret = entry.at("/valueFrom/secretKeyRef");
        if (configMap.isObject()) {
            return new FromConfigMap(
                    name, configMap.path("name").asText(), configMap.path("key").asText());
        }
        if (secret.isObject()) {
            return new FromSecret(
                    name, secret.path("name").asText(), secret.path("key").asText());
        }
        return new Plain(name, entry.path("value").asText());
    }
}
