package io.turnstile.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.local.LocalException;
import io.turnstile.platform.Manifests;
import io.turnstile.platform.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Reads Envoy Gateway's traffic policies of the manifests, as far as this gateway can keep them. As with routes, whatever
 * it cannot keep is an error.
 */
public final class PolicyManifests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("deploy", "kubernetes", "envoy-gateway");
    private static final Pattern KIBIBYTES = Pattern.compile("(\\d+)Ki");

    /** What this gateway always does. A policy may say so, and nothing else. */
    private static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry("/targetRefs/0/group", "gateway.networking.k8s.io"),
            Map.entry("/targetRefs/0/kind", "Gateway"),
            Map.entry("/targetRefs/0/name", "turnstile"),
            Map.entry("/path/escapedSlashesAction", "RejectRequest"),
            Map.entry("/timeout/tcp/connectTimeout", "1s"),
            Map.entry("/timeout/http/connectionIdleTimeout", "30s"),
            Map.entry("/rateLimit/type", "Local"),
            Map.entry("/rateLimit/local/rules/0/clientSelectors/0/sourceCIDR/type", "Distinct"),
            Map.entry("/rateLimit/local/rules/0/clientSelectors/0/sourceCIDR/value", "0.0.0.0/0"),
            Map.entry("/rateLimit/local/rules/0/limit/unit", "Second"),
            Map.entry("/rateLimit/local/rules/1/clientSelectors/0/sourceCIDR/type", "Distinct"),
            Map.entry("/rateLimit/local/rules/1/clientSelectors/0/sourceCIDR/value", "::/0"),
            Map.entry("/rateLimit/local/rules/1/limit/unit", "Second"),
            Map.entry("/cors/allowCredentials", "false"));

    private static final Set<String> READ = Set.of(
            "/clientIPDetection/xForwardedFor/numTrustedHops",
            "/timeout/http/requestReceivedTimeout",
            "/timeout/http/idleTimeout",
            "/timeout/http/streamIdleTimeout",
            "/connection/connectionLimit/value",
            "/requestBuffer/limit",
            "/rateLimit/local/rules/0/limit/requests",
            "/rateLimit/local/rules/1/limit/requests",
            "/cors/maxAge");
    /** Lists whose every entry is read. */
    private static final Set<String> READ_WHOLE =
            Set.of("/cors/allowOrigins", "/cors/allowMethods", "/cors/allowHeaders", "/cors/exposeHeaders");

    private PolicyManifests() {}

    public static Limits limitsOfRepository() {
        return limits(Manifests.read(Repository.root().resolve(FOLDER)));
    }

    /** Open to {@code origins}; for them the manifests say what else is allowed. */
    public static CrossOrigin crossOriginOfRepository(Set<String> origins) {
        return origins.isEmpty()
                ? CrossOrigin.CLOSED
                : crossOrigin(Manifests.read(Repository.root().resolve(FOLDER).resolve("cors")), origins);
    }

    static Limits limits(Manifests manifests) {
        var clients = spec(manifests, "ClientTrafficPolicy");
        var services = spec(manifests, "BackendTrafficPolicy");
        var requests = services.at("/rateLimit/local/rules/0/limit/requests").asInt();
        if (services.at("/rateLimit/local/rules/1/limit/requests").asInt() != requests) {
            throw new LocalException("BackendTrafficPolicy: this gateway limits IPv4 and IPv6 alike");
        }
        return new Limits(
                clients.at("/clientIPDetection/xForwardedFor/numTrustedHops").asInt(),
                duration(clients, "/timeout/http/requestReceivedTimeout"),
                duration(clients, "/timeout/http/idleTimeout"),
                duration(clients, "/timeout/http/streamIdleTimeout"),
                connections(clients),
                kibibytes(services.at("/requestBuffer/limit").asText()),
                requests);
    }

    static CrossOrigin crossOrigin(Manifests manifests, Set<String> origins) {
        var cors = spec(manifests, "SecurityPolicy").path("cors");
        return new CrossOrigin(
                origins,
                texts(cors.path("allowMethods")),
                texts(cors.path("allowHeaders")),
                texts(cors.path("exposeHeaders")),
                RouteManifests.duration("cors", cors.path("maxAge").asText("0s")));
    }

    private static JsonNode spec(Manifests manifests, String kind) {
        var documents = manifests.documents(kind);
        if (documents.size() != 1) {
            throw new LocalException("this gateway wants exactly one " + kind);
        }
        var spec = JSON.valueToTree(documents.getFirst()).path("spec");
        requireKnown(kind, spec, "");
        return spec;
    }

    private static void requireKnown(String kind, JsonNode node, String pointer) {
        if (READ.contains(pointer) || READ_WHOLE.contains(pointer)) {
            return;
        }
        if (node.isValueNode()) {
            if (!node.asText().equals(ALWAYS.get(pointer))) {
                throw new LocalException("%s: this gateway cannot keep %s: %s".formatted(kind, pointer, node.asText()));
            }
        } else if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                requireKnown(kind, node.get(i), pointer + "/" + i);
            }
        } else {
            node.properties().forEach(field -> requireKnown(kind, field.getValue(), pointer + "/" + field.getKey()));
        }
    }

    private static Duration duration(JsonNode spec, String pointer) {
        return RouteManifests.duration(pointer, spec.at(pointer).asText());
    }

    private static int connections(JsonNode clients) {
        var limit = clients.at("/connection/connectionLimit/value").asInt();
        if (limit < 1) {
            throw new LocalException(
                    "ClientTrafficPolicy: no connectionLimit, and without connections nobody is served");
        }
        return limit;
    }

    private static int kibibytes(String quantity) {
        var units = KIBIBYTES.matcher(quantity);
        if (!units.matches()) {
            throw new LocalException(quantity + " is not a number of KiB, such as 64Ki");
        }
        return Integer.parseInt(units.group(1)) * 1024;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
