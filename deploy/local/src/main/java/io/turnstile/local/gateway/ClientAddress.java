package io.turnstile.local.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who counts as one client: an IPv4 address, or all of a /64, which is the least that somebody with IPv6 is given. */
record ClientAddress(String text) {
    private static final int BYTES_OF_A_NETWORK = 8;

    /** The other end of a connection. */
    static ClientAddress of(String connectionAddress) {
        return parse(connectionAddress).map(ClientAddress::of).orElse(new ClientAddress(connectionAddress));
    }

    /**
     * The client of a request: as many addresses from the right of X-Forwarded-For as proxies are trusted, for each of them
     * wrote one. What stands further left the client may have written itself.
     */
    static ClientAddress of(HttpServerRequest request, int trustedHops) {
        return of(
                request.headers().getAll("x-forwarded-for"),
                request.remoteAddress().hostAddress(),
                trustedHops);
    }

    /** @param lines of X-Forwarded-For */
    static ClientAddress of(List<String> lines, String connectionAddress, int trustedHops) {
        var told = lines.stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .toList();
        return trustedHops > 0 && told.size() >= trustedHops
                ? parse(told.get(told.size() - trustedHops))
                        .map(ClientAddress::of)
                        .orElseGet(() -> of(connectionAddress))
                : of(connectionAddress);
    }

    private static ClientAddress of(InetAddress address) {
        return switch (address) {
            case Inet6Address six -> {
                var network = Arrays.copyOf(six.getAddress(), BYTES_OF_A_NETWORK);
                yield new ClientAddress(Arrays.toString(network));
            }
            default -> new ClientAddress(address.getHostAddress());
        };
    }

    /** Only literals: nothing is ever asked of a name server. */
    private static Optional<InetAddress> parse(String literal) {
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
