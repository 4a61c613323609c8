package io.turnstile.venue.rest;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a request comes from. Each proxy adds to X-Forwarded-For whom it was asked by, at the right end; what stands
 * further left than our own proxies wrote is the client's own invention.
 */
@ApplicationScoped
class ClientAddress {
    /** Some proxies write the port as well. */
    private static final Pattern WITH_PORT = Pattern.compile("\\[([^]]+)](?::\\d+)?|([0-9.]+):\\d+");

    private final int proxies;

    ClientAddress(@ConfigProperty(name = "turnstile.login.trusted-proxies") int proxies) {
        if (proxies < 0) {
            throw new ConfigurationException("turnstile.login.trusted-proxies is less than 0");
        }
        this.proxies = proxies;
    }

    String of(HttpServerRequest request) {
        return of(
                request.headers().getAll("X-Forwarded-For"),
                request.remoteAddress().hostAddress());
    }

    /**
     * @param told lines of X-Forwarded-For
     * @param connection who opened the connection: good where no proxy did, or one that tells nothing that can be read
     */
    String of(List<String> told, String connection) {
        var hops = told.stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        var client = proxies < 1 || hops.isEmpty()
                ? Optional.<String>empty()
                // Fewer than there should be: the first was written by one of ours all the same.
                : network(hops.get(Math.max(0, hops.size() - proxies)));
        return client.or(() -> network(connection)).orElse("unknown");
    }

    /** IPv4 whole; of IPv6 the /64 that a household or a pier has to itself, within which a client moves as it likes. */
    private static Optional<String> network(String text) {
        var withPort = WITH_PORT.matcher(text);
        var literal = !withPort.matches() ? text : withPort.group(1) != null ? withPort.group(1) : withPort.group(2);
        try {
            var address = InetAddress.ofLiteral(literal);
            return Optional.of(
                    address instanceof Inet6Address
                            ? HexFormat.of().formatHex(address.getAddress(), 0, 8) + "/64"
                            : address.getHostAddress());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
