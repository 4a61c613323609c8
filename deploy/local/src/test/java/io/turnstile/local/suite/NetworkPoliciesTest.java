package io.turnstile.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.platform.Manifests;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the network lets through, judged as Kubernetes does: a pod that policies select gets what one of them allows. */
class NetworkPoliciesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Manifests MANIFESTS = Manifests.ofRepository();
    private static final List<JsonNode> POLICIES = documents("NetworkPolicy").toList();
    private static final Map<String, Pod> SERVICES = documents("Deployment")
            .collect(Collectors.toMap(
                    deployment -> deployment.at("/metadata/name").asText(),
                    deployment -> here(deployment.at("/spec/template/metadata/labels"))));

    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9000;
    private static final Pod GATEWAY = here(Map.of("gateway.networking.k8s.io/gateway-name", "turnstile"));
    private static final Pod POSTGRES = here(Map.of("cnpg.io/cluster", "turnstile-postgres"));
    private static final Pod BROKER = here(Map.of(
            "strimzi.io/cluster", "turnstile", "strimzi.io/kind", "Kafka", "strimzi.io/name", "turnstile-kafka"));
    private static final Pod CONNECT =
            here(Map.of("strimzi.io/cluster", "turnstile", "strimzi.io/kind", "KafkaConnect"));
    private static final Pod DNS = new Pod("kube-system", Map.of("k8s-app", "kube-dns"));
    private static final Pod STRANGER = here(Map.of("app.kubernetes.io/name", "stranger"));
    private static final Pod OUTSIDE = new Pod("elsewhere", Map.of());

    private record Pod(String namespace, Map<String, String> labels) {}

    @Test
    void no_service_reaches_another_one() {
        SERVICES.forEach((from, caller) -> SERVICES.forEach((to, called) -> {
            for (var port : List.of(HTTP, MANAGEMENT, 443, 5432, 9092)) {
                assertThat(passes(caller, called, port))
                        .as("%s to %s:%d", from, to, port)
                        .isFalse();
            }
        }));
    }

    @Test
    void the_gateway_reaches_every_service_and_nobody_else_does() {
        assertThat(SERVICES).hasSize(6);
        SERVICES.forEach((name, service) -> {
            assertThat(passes(GATEWAY, service, HTTP)).as(name).isTrue();
            assertThat(passes(GATEWAY, service, MANAGEMENT)).as(name).isFalse();
            for (var other : List.of(STRANGER, OUTSIDE, CONNECT, BROKER, POSTGRES)) {
                assertThat(passes(other, service, HTTP)).as(name).isFalse();
            }
        });
    }

    @Test
    void everybody_reaches_the_gateway() {
        assertThat(passes(OUTSIDE, GATEWAY, 443)).isTrue();
        assertThat(passes(OUTSIDE, STRANGER, 443)).isFalse();
    }

    @Test
    void every_service_reaches_what_it_stands_on_and_nothing_more() {
        SERVICES.forEach((name, service) -> {
            assertThat(passes(service, POSTGRES, 5432)).as(name).isTrue();
            assertThat(passes(service, BROKER, 9092)).as(name).isTrue();
            assertThat(passes(service, DNS, 53)).as(name).isTrue();
            assertThat(passes(service, CONNECT, 8083)).as(name).isFalse();
            assertThat(passes(service, GATEWAY, 80)).as(name).isFalse();
            assertThat(passes(service, OUTSIDE, 80)).as(name).isFalse();
        });
    }

    @Test
    void the_issuer_is_reached_by_those_who_check_its_tokens() {
        SERVICES.forEach((name, service) ->
                assertThat(passes(service, OUTSIDE, 443)).as(name).isEqualTo(!name.equals("venue-service")));
    }

    @Test
    void the_databases_and_the_streams_are_for_the_services_and_the_connectors() {
        assertThat(passes(CONNECT, POSTGRES, 5432)).isTrue();
        assertThat(passes(POSTGRES, POSTGRES, 5432)).isTrue();
        assertThat(passes(STRANGER, POSTGRES, 5432)).isFalse();
        assertThat(passes(OUTSIDE, POSTGRES, 5432)).isFalse();
        var brokers = documents("Kafka").findFirst().orElseThrow().at("/spec/kafka/listeners/0/networkPolicyPeers");
        assertThat(SERVICES.values()).allMatch(service -> isPeer(service, brokers));
        assertThat(isPeer(CONNECT, brokers)).isTrue();
        assertThat(isPeer(STRANGER, brokers)).isFalse();
        assertThat(isPeer(OUTSIDE, brokers)).isFalse();
    }

    private static boolean passes(Pod from, Pod to, int port) {
        return allowed(from, "Egress", rule -> isPeer(to, rule.path("to")) && isPort(port, rule))
                && (to.equals(BROKER)
                        || allowed(to, "Ingress", rule -> isPeer(from, rule.path("from")) && isPort(port, rule)));
    }

    private static boolean allowed(Pod pod, String direction, Function<JsonNode, Boolean> byRule) {
        var selecting = POLICIES.stream()
                .filter(policy -> pod.namespace().equals("turnstile"))
                .filter(policy -> texts(policy.at("/spec/policyTypes")).contains(direction))
                .filter(policy -> selects(policy.at("/spec/podSelector"), pod.labels()))
                .toList();
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(policy -> elements(policy.at("/spec").path(direction.toLowerCase())))
                        .anyMatch(byRule::apply);
    }

    /** No list of peers, or an empty one, is everybody. */
    private static boolean isPeer(Pod pod, JsonNode peers) {
        return peers.isEmpty()
                || elements(peers)
                        .anyMatch(peer -> isNamespace(pod, peer) && selects(peer.path("podSelector"), pod.labels()));
    }

    private static boolean isNamespace(Pod pod, JsonNode peer) {
        return peer.has("namespaceSelector")
                ? selects(peer.path("namespaceSelector"), Map.of("kubernetes.io/metadata.name", pod.namespace()))
                : pod.namespace().equals("turnstile");
    }

    private static boolean isPort(int port, JsonNode rule) {
        return rule.path("ports").isEmpty()
                || elements(rule.path("ports"))
                        .map(allowed -> allowed.path("port").asText())
                        .anyMatch(allowed ->
                                allowed.equals(Integer.toString(port)) || allowed.equals("http") && port == HTTP);
    }

    private static boolean selects(JsonNode selector, Map<String, String> labels) {
        var byLabels = selector.path("matchLabels").properties().stream()
                .allMatch(wanted -> wanted.getValue().asText().equals(labels.get(wanted.getKey())));
        return byLabels
                && elements(selector.path("matchExpressions"))
                        .allMatch(wanted -> wanted.path("operator").asText().equals("In")
                                && texts(wanted.path("values"))
                                        .contains(labels.get(wanted.path("key").asText())));
    }

    private static Stream<JsonNode> documents(String kind) {
        return MANIFESTS.documents(kind).stream().map(JSON::<JsonNode>valueToTree);
    }

    private static Pod here(JsonNode labels) {
        return here(labels.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, label -> label.getValue()
                .asText())));
    }

    private static Pod here(Map<String, String> labels) {
        return new Pod("turnstile", labels);
    }

    private static List<String> texts(JsonNode array) {
        return elements(array).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
