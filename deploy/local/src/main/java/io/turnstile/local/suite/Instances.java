package io.turnstile.local.suite;

import io.turnstile.local.LocalException;
import io.turnstile.local.issuer.DevelopmentIssuer;
import io.turnstile.platform.AotCaches;
import io.turnstile.platform.Manifests;
import io.turnstile.platform.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the services' instances from their manifests, for this machine. */
record Instances(
        Manifests manifests,
        PortPlan ports,
        Map<String, Integer> replicas,
        Secrets secrets,
        AotCaches caches,
        DataFolder folder) {

    /** @throws LocalException where a service is asked for that does not exist */
    List<ServiceInstance> all() {
        var services = ServiceManifest.all(manifests);
        requireKnown(services);
        var configMaps = ConfigMaps.local(manifests, addresses());
        return services.stream().flatMap(service -> of(service, configMaps)).toList();
    }

    private Stream<ServiceInstance> of(ServiceManifest service, Map<String, Map<String, String>> configMaps) {
        var mounted = folder.mounted(service.name());
        service.secrets().appearAt(mounted, secrets);
        var environment = service.environment(configMaps, secrets, mounted);
        var jar = jar(service.name());
        return IntStream.range(0, replicas.getOrDefault(service.name(), 1))
                .mapToObj(replica -> new ServiceInstance(service, replica, ports, environment, jar, caches, folder));
    }

    private void requireKnown(List<ServiceManifest> services) {
        var names = services.stream().map(ServiceManifest::name).collect(Collectors.toSet());
        for (var asked : replicas.keySet()) {
            if (!names.contains(asked)) {
                throw new LocalException("there is no service " + asked + "; there are "
                        + names.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    /** What the cluster's ConfigMap says, for this machine. */
    private Map<String, String> addresses() {
        return Map.of(
                "POSTGRES_HOST", "127.0.0.1",
                "POSTGRES_PORT", Integer.toString(ports.postgres()),
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka(),
                "OIDC_ISSUER", DevelopmentIssuer.url(ports.issuer()),
                "OIDC_JWKS_URL", DevelopmentIssuer.jwksUrl(ports.issuer()));
    }

    private static Path jar(String service) {
        return Repository.root().resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
