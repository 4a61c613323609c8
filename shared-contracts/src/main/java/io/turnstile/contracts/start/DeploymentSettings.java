package io.turnstile.contracts.start;

import io.smallrye.config.SmallRyeConfig;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the deployment gives a service, as environment variables or mounted files. What a service needs stands in its
 * settings alone: each {@code ${VARIABLE}} there that names no default.
 */
record DeploymentSettings(SmallRyeConfig config) {
    private static final Pattern DRAWN_ON = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");
    /** Reserved for examples (RFC 2606), so no issuer can be there. */
    private static final Pattern EXAMPLE = Pattern.compile(".*\\bexample(\\.(com|net|org))?");

    /** Each begins with the variable's name, and shows no value: they end up in a log. */
    List<String> faults() {
        return drawnOn().stream()
                .flatMap(variable -> fault(variable).stream().map(fault -> variable + " " + fault))
                .toList();
    }

    private SortedSet<String> drawnOn() {
        var variables = new TreeSet<String>();
        for (var setting : config.getPropertyNames()) {
            var text = config.getConfigValue(setting).getRawValue();
            if (text != null) {
                DRAWN_ON.matcher(text).results().forEach(found -> variables.add(found.group(1)));
            }
        }
        return variables;
    }

    private Optional<String> fault(String variable) {
        var given = config.getOptionalValue(variable, String.class).filter(value -> !value.isBlank());
        return given.map(value -> weakness(variable, value)).orElse(Optional.of("is missing"));
    }

    /** What a value is made of is for its reader to judge; that nobody can guess it is seen to here, for all of them. */
    private static Optional<String> weakness(String variable, String value) {
        return switch (variable) {
            case "DATABASE_PASSWORD" -> Guessable.password(value);
            case "WEBHOOK_SECRETS" -> Guessable.keys(value, 24);
            case "QR_KEYS", "OPERATOR_TOKEN_KEY" -> Guessable.keys(value, 32);
            case "OIDC_ISSUER", "OIDC_JWKS_URL" -> placeholder(value);
            default -> Optional.empty();
        };
    }

    private static Optional<String> placeholder(String url) {
        try {
            var host = Optional.ofNullable(URI.create(url).getHost()).orElse("");
            return EXAMPLE.matcher(host).matches() ? Optional.of("still names the example's issuer") : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.of("is no URL");
        }
    }
}
