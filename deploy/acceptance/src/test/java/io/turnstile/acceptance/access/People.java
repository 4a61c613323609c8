package io.turnstile.acceptance.access;

import static io.turnstile.acceptance.access.Request.post;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import io.restassured.RestAssured;
import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Gate;
import io.turnstile.acceptance.support.Suite;
import io.turnstile.acceptance.support.Tokens;
import java.text.ParseException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The callers of the matrix and their tokens. Whoever logs in does so once, for bcrypt is slow. */
final class People {
    /** Where {@link Caller#GATE} and {@link Caller#SUPER} may scan; it takes the ferry. */
    static final String VENUE = "cheung-chau";
    /** Where {@link Caller#GATE2} may scan; it takes the ferry, too. */
    static final String OTHER_VENUE = "central-pier";

    private final Map<Caller, String> tokens = new EnumMap<>(Caller.class);
    private final String gateway;
    private final Buyer buyer;
    private final Account operator;
    private final BentTokens bent;

    record Account(String username, String password) {
        static Account invented() {
            return new Account("acc-" + UUID.randomUUID(), UUID.randomUUID().toString());
        }

        /** The body that logs it in. */
        String credentials() {
            return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
        }

        /** The body that creates it. */
        String withRole(String role, String venue) {
            return """
                    {"username":"%s","password":"%s","role":"%s","venue_codes":["%s"]}""".formatted(username, password, role, venue);
        }

        private String logIn() {
            return Gate.login(username, password).statusCode(200).extract().path("operator_token");
        }
    }

    People(Suite suite) throws ParseException {
        gateway = suite.gateway();
        buyer = Buyer.anyone(suite);
        tokens.put(Caller.BUYER, buyer.token());
        tokens.put(Caller.BUYER2, Buyer.anyone(suite).token());
        for (var staff : List.of(Caller.ANALYST, Caller.CATALOG, Caller.FINANCE)) {
            var group = staff.roles().iterator().next();
            tokens.put(staff, new Tokens(suite).of("staff-" + UUID.randomUUID(), group));
        }
        var first =
                new Account(suite.secret("first-supervisor", "username"), suite.secret("first-supervisor", "password"));
        var hirer = first.logIn();
        operator = hire(hirer, "operator", VENUE);
        tokens.put(Caller.GATE, operator.logIn());
        tokens.put(Caller.GATE2, hire(hirer, "operator", OTHER_VENUE).logIn());
        tokens.put(Caller.SUPER, hire(hirer, "supervisor", VENUE).logIn());
        bent = new BentTokens(suite, RestAssured.get(suite.issuer() + "/jwks").asString());
    }

    Buyer buyer() {
        return buyer;
    }

    /** The account of {@link Caller#GATE}. */
    Account operator() {
        return operator;
    }

    /** @return an account whose holder may scan at the venue */
    private Account hire(String supervisor, String role, String venue) {
        var account = Account.invented();
        var answer = post("/operators").json(account.withRole(role, venue)).send(gateway, supervisor);
        assertEquals(201, answer.statusCode(), answer::body);
        return account;
    }

    String token(Caller somebody) {
        return tokens.get(somebody);
    }

    /**
     * What the caller shows; where the matrix means several bends of one kind, all of them.
     *
     * @param allowed whose token is bent for the callers who have none of their own
     */
    List<String> tokens(Caller caller, Caller allowed) throws JOSEException, ParseException {
        return switch (caller.token()) {
            case NONE -> Collections.singletonList(null);
            case ISSUERS, OPERATORS -> List.of(token(caller));
            case BENT -> bent.of(caller, token(allowed));
        };
    }
}
