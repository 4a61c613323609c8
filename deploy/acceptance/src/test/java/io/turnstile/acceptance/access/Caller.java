package io.turnstile.acceptance.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Who asks: the columns of the matrix, in its order; {@code access-matrix.txt} says who each of them is. */
enum Caller {
    NONE(Token.NONE),
    BUYER(Token.ISSUERS, "buyer"),
    BUYER2(Token.ISSUERS, "buyer"),
    ANALYST(Token.ISSUERS, "analyst"),
    CATALOG(Token.ISSUERS, "catalog-admin"),
    FINANCE(Token.ISSUERS, "finance"),
    GATE(Token.OPERATORS, "operator"),
    GATE2(Token.OPERATORS, "operator"),
    SUPER(Token.OPERATORS, "operator", "supervisor"),
    EXPIRED(Token.BENT),
    ISSUER(Token.BENT),
    AUDIENCE(Token.BENT),
    ALGNONE(Token.BENT),
    HS256(Token.BENT),
    FOREIGN(Token.BENT);

    /** Whose token it is. */
    enum Token {
        NONE,
        ISSUERS,
        OPERATORS,
        BENT
    }

    private final Token token;
    private final Set<String> roles;

    Caller(Token token, String... roles) {
        this.token = token;
        this.roles = Set.of(roles);
    }

    static Optional<Caller> inColumn(String title) {
        return Arrays.stream(values())
                .filter(caller -> caller.name().equalsIgnoreCase(title))
                .findFirst();
    }

    Token token() {
        return token;
    }

    /** What the token says that its holder may be. */
    Set<String> roles() {
        return roles;
    }
}
