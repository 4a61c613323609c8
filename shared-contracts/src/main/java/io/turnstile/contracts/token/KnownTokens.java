package io.turnstile.contracts.token;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.Claims;
import org.jose4j.jwt.JwtClaims;

/**
 * A token that was found good less than a minute ago, and has not expired since, is not checked again: a terminal or a
 * buyer's telephone shows the same one with each request, and checking an ES256 signature costs more than most of what is
 * asked with it. A key that its issuer withdraws counts for a minute more. Whether the account behind a token is still open
 * is another question, and asked each time. A service has one set of rules for its tokens, so a token's text says all.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class KnownTokens extends JWTCallerPrincipalFactory {
    static final Duration KEPT = Duration.ofMinutes(1);
    /** Some kilobytes each. Who has been away for longest is forgotten first, and checked again. */
    static final int MOST = 1_000;
    /** A power of 2. Two tokens that share a turn wait for each other, and seldom do. */
    private static final int TURNS = 64;

    private static final Map<String, Claims> STANDARD =
            Stream.of(Claims.values()).collect(toUnmodifiableMap(Claims::name, identity()));

    private final DefaultJWTTokenParser check = new DefaultJWTTokenParser();
    private final Map<String, Known> tokens = Collections.synchronizedMap(new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    });
    private final List<Object> turns = Stream.generate(Object::new).limit(TURNS).toList();
    private final Clock clock;

    KnownTokens(Clock clock) {
        this.clock = clock;
    }

    private record Known(JWTCallerPrincipal principal, Instant from) {
        boolean isGoodAt(Instant now) {
            return !now.isBefore(from)
                    && now.isBefore(from.plus(KEPT))
                    && now.getEpochSecond() < principal.getExpirationTime();
        }
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
        var known = known(token);
        return known.isPresent() ? known.get() : parseOnce(token, rules);
    }

    /** A page asks for several things at once, with one token: the first is checked, and the others wait for that. */
    private JWTCallerPrincipal parseOnce(String token, JWTAuthContextInfo rules) throws ParseException {
        synchronized (turns.get(token.hashCode() & (TURNS - 1))) {
            var known = known(token);
            if (known.isPresent()) {
                return known.get();
            }
            var from = clock.instant();
            var checked = check.parse(token, rules);
            var type = checked.getJoseObjects().getFirst().getHeader("typ");
            var principal = new Principal(type, checked.getJwtClaims());
            tokens.put(token, new Known(principal, from));
            return principal;
        }
    }

    private Optional<JWTCallerPrincipal> known(String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(known -> known.isGoodAt(clock.instant()))
                .map(Known::principal);
    }

    /** Is asked for a claim of ours with every request, which the other one finds to be none of the standard's by an exception. */
    private static final class Principal extends DefaultJWTCallerPrincipal {
        Principal(String type, JwtClaims claims) {
            super(type, claims);
        }

        @Override
        protected Claims getClaimType(String name) {
            return STANDARD.getOrDefault(name, Claims.UNKNOWN);
        }
    }
}
