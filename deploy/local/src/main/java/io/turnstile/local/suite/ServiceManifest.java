package io.turnstile.local.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.local.LocalException;
import io.turnstile.platform.EnvironmentVariable;
import io.turnstile.platform.EnvironmentVariable.FromConfigMap;
import io.turnstile.platform.EnvironmentVariable.FromSecret;
import io.turnstile.platform.EnvironmentVariable.Plain;
import io.turnstile.platform.Manifests;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * A service as its Deployment describes it.
 *
 * @param position among the services, from 0
 * @param configMaps whose every entry is in the service's environment
 * @param variables single entries of the environment
 * @param secrets the files that the container sees
 */
record ServiceManifest(
        String name, int position, List<String> configMaps, List<EnvironmentVariable> variables, SecretMount secrets) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<ServiceManifest> all(Manifests manifests) {
        var deployments = manifests.documents("Deployment");
        return IntStream.range(0, deployments.size())
                .mapToObj(position -> of(JSON.valueToTree(deployments.get(position)), position))
                .toList();
    }

    private static ServiceManifest of(JsonNode deployment, int position) {
        var pod = deployment.at("/spec/template/spec");
        var container = pod.at("/containers/0");
        return new ServiceManifest(
                deployment.at("/metadata/name").asText(),
                position,
                StreamSupport.stream(container.path("envFrom").spliterator(), false)
                        .map(source -> source.at("/configMapRef/name").asText())
                        .toList(),
                StreamSupport.stream(container.path("env").spliterator(), false)
                        .map(EnvironmentVariable::of)
                        .toList(),
                SecretMount.of(pod));
    }

    /**
     * The environment of the service's process.
     *
     * @param maps the deployment's ConfigMaps by name, with this machine's addresses in them
     * @param mounted the folder of this machine that stands for the one of {@link #secrets()}
     * @throws LocalException where the manifest asks for something that is not there
     */
    Map<String, String> environment(Map<String, Map<String, String>> maps, Secrets secrets, Path mounted) {
        var environment = new LinkedHashMap<String, String>();
        configMaps.forEach(map -> environment.putAll(configMap(maps, map)));
        for (var variable : variables) {
            environment.put(
                    variable.name(),
                    switch (variable) {
                        case Plain plain -> plain.value();
                        case FromSecret secret -> secrets.value(secret.secret(), secret.key());
                        case FromConfigMap entry -> entry(configMap(maps, entry.configMap()), entry.key());
                    });
        }
        environment.replaceAll((_, value) -> value.equals(this.secrets.path()) ? mounted.toString() : value);
        return environment;
    }

    private Map<String, String> configMap(Map<String, Map<String, String>> maps, String map) {
        if (!maps.containsKey(map)) {
            throw new LocalException(
                    "the manifest of %s names the ConfigMap %s, which does not exist".formatted(name, map));
        }
        return maps.get(map);
    }

    private String entry(Map<String, String> map, String key) {
        if (!map.containsKey(key)) {
            throw new LocalException("the manifest of %s wants %s, which its ConfigMap lacks".formatted(name, key));
        }
        return map.get(key);
    }
}
