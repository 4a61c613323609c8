package io.turnstile.acceptance.fuzz;

import static io.restassured.http.ContentType.JSON;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.turnstile.acceptance.fuzz.ApiDocument.Operation;
import io.turnstile.acceptance.support.AtOnce;
import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Gate;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.PaymentGateway;
import io.turnstile.acceptance.support.PaymentGateway.Notice;
import io.turnstile.acceptance.support.Suite;
import io.turnstile.acceptance.support.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Everybody and everything that exists: without real orders, tickets and QR tokens a request would be turned away at the
 * door. Each round has a cast of its own, as many of everything every time, so what a request is made of depends on the
 * seed alone, and QR tokens are never older than a round.
 *
 * @param wares products that stay on sale
 * @param victims products for whoever replaces and retires
 * @param cursors each the next_cursor of a first page, by operation and, where it is a buyer's, buyer
 */
record Cast(
        List<Customer> customers,
        List<Long> wares,
        List<Long> victims,
        Map<String, String> cursors,
        String operatorToken,
        String supervisorToken) {
    static final List<String> FUNCTIONS = List.of("bus", "ferry", "museum");
    /** Where the sample operator may scan. */
    static final List<String> VENUES = List.of("central-pier", "cheung-chau", "museum-gate");
    /** For whoever replaces them; the sample ones belong to other tests. */
    static final List<String> OWN_VENUES = names("fuzz-pier-");

    static final List<String> OPERATORS = names("fuzz-gate-");
    static final String PASSWORD = "fuzz-secret-1";

    private static final int CUSTOMERS = 10;
    private static final int PLENTY = 1_000_000;

    /** @param orders the first waits for its payment, the second is paid */
    record Customer(Buyer buyer, List<String> orders, List<String> tickets, List<String> qrTokens) {}

    static Cast gather(Suite suite, List<Operation> operations, List<Long> wares) throws Exception {
        var office = new Office(suite);
        var supervisor = supervisor(suite);
        // One after the other: a guess at a password is slow on purpose.
        OPERATORS.forEach(name -> reset(supervisor, name));
        var victims = AtOnce.times(3, () -> office.productWith(PLENTY, "ferry"));
        var customers = AtOnce.times(CUSTOMERS, () -> customer(suite, wares.getFirst()));
        makeTrouble(suite, customers);
        var gate = Gate.at("cheung-chau");
        customers.stream()
                .limit(2)
                .forEach(customer -> gate.scan(customer.qrTokens().getFirst(), "ferry"));
        var cast = new Cast(customers, wares, victims, new HashMap<>(), gate.token(), supervisor);
        for (var operation : operations) {
            for (var customer : operation.roles().contains("buyer") ? customers : List.of(customers.getFirst())) {
                cast.cursor(suite, operation, customer)
                        .ifPresent(cursor -> cast.cursors.put(owned(operation, customer), cursor));
            }
        }
        return cast;
    }

    /** The next_cursor of a first page of this operation; a buyer's own, where it lists what is a buyer's. */
    Optional<String> cursorOf(Operation operation, Customer customer) {
        return Optional.ofNullable(cursors.get(owned(operation, customer)));
    }

    private static String owned(Operation operation, Customer customer) {
        return operation.roles().contains("buyer")
                ? operation.id() + " " + customer.buyer().name()
                : operation.id();
    }

    /** What is sold all the time. */
    static List<Long> wares(Suite suite) throws Exception {
        var office = new Office(suite);
        var supervisor = supervisor(suite);
        OWN_VENUES.forEach(venue -> with(supervisor)
                .body(Map.of(
                        "venue_code", venue, "venue_name", venue, "supported_functions", FUNCTIONS, "is_active", true))
                .post("/venue"));
        return AtOnce.times(2, () -> office.productWith(PLENTY, FUNCTIONS.toArray(String[]::new)));
    }

    private static Customer customer(Suite suite, long product) {
        var buyer = Buyer.anyone(suite);
        var pending = buyer.ordered(product, 1);
        var paid = buyer.ordered(product, 2);
        new PaymentGateway(suite).tellsUntilIssued(Notice.of(paid, 2 * Office.PRICE));
        var tickets = buyer.ticketCodes(paid);
        var qrTokens = tickets.stream().map(buyer::shows).toList();
        return new Customer(buyer, List.of(pending, paid), tickets, qrTokens);
    }

    /** Payments that are due back and notifications that are refused, two of each, so that their lists have two pages. */
    private static void makeTrouble(Suite suite, List<Customer> customers) throws Exception {
        var gateway = new PaymentGateway(suite);
        var paid = customers.getFirst().orders().getLast();
        AtOnce.all(List.<Callable<?>>of(
                        () -> gateway.tells(Notice.of(paid, 2 * Office.PRICE)),
                        () -> gateway.tells(Notice.of(paid, 2 * Office.PRICE)),
                        () -> gateway.tells(Notice.of(paid, 1)),
                        () -> gateway.tells(Notice.of(paid, 2)))
                .stream()
                .<Callable<Object>>map(call -> call::call)
                .toList());
    }

    private Optional<String> cursor(Suite suite, Operation operation, Customer customer) {
        var paged = operation.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals("cursor"));
        if (!paged) {
            return Optional.empty();
        }
        var role = operation.roles().getFirst();
        var token =
                switch (role) {
                    case "buyer" -> customer.buyer().token();
                    case "operator" -> operatorToken;
                    case "supervisor" -> supervisorToken;
                    default -> new Tokens(suite).of("fuzz-" + role, role);
                };
        return Optional.ofNullable(with(token)
                .queryParam("limit", 1)
                .get(operation.path())
                .then()
                .statusCode(200)
                .extract()
                .path("next_cursor"));
    }

    private static String supervisor(Suite suite) {
        return Gate.login(suite.secret("first-supervisor", "username"), suite.secret("first-supervisor", "password"))
                .statusCode(200)
                .extract()
                .path("operator_token");
    }

    /** Active, with the password that is known, and not locked, whatever an earlier round did. */
    private static void reset(String supervisor, String name) {
        var profile = Map.of("role", "operator", "venue_codes", VENUES, "is_active", true);
        var found = with(supervisor).body(profile).put("/operators/" + name).statusCode();
        if (found == 404) {
            with(supervisor)
                    .body(Map.of("username", name, "password", PASSWORD, "role", "operator", "venue_codes", VENUES))
                    .post("/operators");
        } else {
            with(supervisor).body(Map.of("password", PASSWORD)).post("/operators/" + name + "/password");
        }
    }

    private static RequestSpecification with(String token) {
        return RestAssured.given().header("Authorization", "Bearer " + token).contentType(JSON);
    }

    private static List<String> names(String prefix) {
        return IntStream.range(0, 4).mapToObj(number -> prefix + number).toList();
    }
}
