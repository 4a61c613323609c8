package io.turnstile.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.local.LocalException;
import io.turnstile.local.gateway.Route.PathMatch;
import io.turnstile.platform.Manifests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the HTTPRoutes of the manifests. Whatever this gateway does not know is an error rather than ignored: a route must
 * not mean one thing here and another in a cluster.
 */
public final class RouteManifests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KNOWN_IN_A_RULE = Set.of("name", "matches", "filters", "timeouts", "backendRefs");
    private static final Set<String> KNOWN_IN_A_MATCH = Set.of("path", "method");
    /** GEP-2257: whole numbers with units, such as {@code 1m30s}. */
    private static final Pattern DURATION = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

    private RouteManifests() {}

    /** @return every match of every route; where two are equally strong the route whose name comes first is first */
    public static List<Route> read(Manifests manifests) {
        var routes = new ArrayList<Route>();
        manifests.documents("HTTPRoute").stream()
                .<JsonNode>map(JSON::valueToTree)
                .sorted(Comparator.comparing(RouteManifests::nameOf))
                .forEach(route -> route.at("/spec/rules").forEach(rule -> routes.addAll(rule(nameOf(route), rule))));
        return routes;
    }

    private static List<Route> rule(String route, JsonNode rule) {
        requireKnown(route, rule, KNOWN_IN_A_RULE);
        if (rule.path("backendRefs").size() != 1) {
            throw new LocalException("route " + route + ": this gateway wants exactly one backend per rule");
        }
        var backend = rule.at("/backendRefs/0/name").asText();
        var timeout = duration(route, rule.at("/timeouts/request").asText("0s"));
        var answerHeaders = answerHeaders(route, rule.path("filters"));
        var routes = new ArrayList<Route>();
        for (var match : rule.path("matches")) {
            requireKnown(route, match, KNOWN_IN_A_MATCH);
            var method = Optional.ofNullable(match.get("method")).map(JsonNode::asText);
            routes.add(new Route(path(route, match.path("path")), method, backend, timeout, answerHeaders));
        }
        return routes;
    }

    private static Map<String, String> answerHeaders(String route, JsonNode filters) {
        var headers = new LinkedHashMap<String, String>();
        for (var filter : filters) {
            requireKnown(route, filter, Set.of("type", "responseHeaderModifier"));
            var modifier = filter.path("responseHeaderModifier");
            requireKnown(route, modifier, Set.of("set"));
            for (var header : modifier.path("set")) {
                headers.put(header.path("name").asText(), header.path("value").asText());
            }
        }
        return headers;
    }

    private static PathMatch path(String route, JsonNode path) {
        var value = path.path("value").asText("/");
        return switch (path.path("type").asText("PathPrefix")) {
            case "Exact" -> new PathMatch.Exact(value);
            case "PathPrefix" -> new PathMatch.Prefix(value);
            case String other ->
                throw new LocalException("route " + route + ": this gateway knows no path match of type " + other);
        };
    }

    private static void requireKnown(String route, JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw new LocalException("route " + route + ": this gateway knows no " + field);
            }
        });
    }

    static Duration duration(String route, String text) {
        var units = DURATION.matcher(text);
        if (text.isEmpty() || !units.matches()) {
            throw new LocalException("route " + route + ": " + text + " is not a duration");
        }
        return Duration.ofHours(number(units.group(1)))
                .plusMinutes(number(units.group(2)))
                .plusSeconds(number(units.group(3)))
                .plusMillis(number(units.group(4)));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static String nameOf(JsonNode document) {
        return document.at("/metadata/name").asText();
    }
}
