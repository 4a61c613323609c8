package io.turnstile.acceptance.access;

import static io.turnstile.acceptance.access.Request.get;
import static io.turnstile.acceptance.access.Request.post;
import static io.turnstile.acceptance.access.Request.put;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import io.turnstile.acceptance.access.AccessMatrix.Row;
import io.turnstile.acceptance.access.People.Account;
import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.PaymentGateway;
import io.turnstile.acceptance.support.PaymentGateway.Notice;
import io.turnstile.acceptance.support.Suite;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * For each row a request that succeeds for whoever is allowed. One that changes something is made on fresh state each time
 * it is asked for. A row that only gets, from a path without parameters, needs no entry.
 */
final class Requests {
    private static final int TICKETS = 10;

    private final Map<String, Supplier<Request>> byRow = new HashMap<>();
    private final Suite suite;
    private final Office office;
    private final PaymentGateway gateway;
    private final People people;
    private final Buyer buyer;

    /** The buyer's, waiting for its payment. */
    private final String pending;
    /** The buyer's, paid: its tickets are issued. */
    private final Notice paid;
    /** The buyer's, each good for one ferry. */
    private final Iterator<String> tickets;

    private final String ticket;
    private final long product;

    Requests(Suite suite, People people) {
        this.suite = suite;
        this.office = new Office(suite);
        this.gateway = new PaymentGateway(suite);
        this.people = people;
        this.buyer = people.buyer();
        product = office.productWith(1000, "ferry");
        pending = buyer.ordered(product, 1);
        paid = Notice.of(buyer.ordered(product, TICKETS), TICKETS * Office.PRICE);
        gateway.tellsUntilIssued(paid);
        tickets = buyer.ticketCodes(paid.orderId()).iterator();
        ticket = tickets.next();
        catalog();
        orders();
        payments();
        tickets();
        gates();
        venues();
        operators();
    }

    private void catalog() {
        byRow.put("GET /catalog/{id}", () -> get("/catalog/" + product));
        byRow.put("POST /products", () -> {
            var sku = fresh();
            return post("/products")
                    .json(Office.product(sku, 1, "ferry"))
                    .changes("catalog_service", "product", "sku", sku);
        });
        byRow.put("PUT /products/{id}", () -> put("/products/" + product)
                .json(Office.product(fresh(), 1000, "ferry"))
                .changes("catalog_service", "product", "id", Long.toString(product)));
        byRow.put("POST /products/{id}/retire", () -> {
            var id = office.productWith(1, "ferry");
            return post("/products/" + id + "/retire").changes("catalog_service", "product", "id", Long.toString(id));
        });
    }

    private void orders() {
        byRow.put("GET /orders", () -> get("/orders").about(pending));
        byRow.put("POST /orders", () -> {
            var key = fresh();
            return post("/orders")
                    .header("Idempotency-Key", key)
                    .json("{\"items\":[{\"product_id\":%d,\"qty\":1}]}".formatted(product))
                    .changes("order_service", "order_claim", "claim_key", key);
        });
        byRow.put("GET /orders/{id}", () -> get("/orders/" + pending));
        byRow.put("POST /orders/{id}/cancel", () -> {
            var order = buyer.ordered(product, 1);
            return post("/orders/" + order + "/cancel").changes("order_service", "orders", "order_id", order);
        });
    }

    private void payments() {
        // Told before, so that the answer need not wait for the tickets.
        byRow.put("POST /payments/notify (signed)", () -> {
            var request = post("/payments/notify").json(paid.body());
            for (var header : gateway.signs(paid.body()).entrySet()) {
                request = request.header(header.getKey(), header.getValue());
            }
            return request;
        });
        byRow.put("POST /payments/notify (unsigned)", () -> post("/payments/notify")
                .json(Notice.of(pending, Office.PRICE).body())
                .changes("payment_service", "payment", "order_id", pending));
    }

    private void tickets() {
        byRow.put("GET /my/tickets", () -> get("/my/tickets").about(ticket));
        byRow.put("POST /qr/{code}", () -> post("/qr/" + ticket));
        byRow.put("GET /qr/{code}/info", () -> get("/qr/" + ticket + "/info"));
    }

    private void gates() {
        byRow.put("POST /operators/login", () -> post("/operators/login")
                .json(people.operator().credentials()));
        byRow.put("POST /qr/decrypt", () -> post("/qr/decrypt")
                .json("{\"encrypted_data\":\"%s\"}".formatted(buyer.shows(ticket))));
        byRow.put("POST /venue/scan (where gate stands)", () -> scan(People.VENUE));
        byRow.put("POST /venue/scan (where gate2 stands)", () -> scan(People.OTHER_VENUE));
    }

    private Request scan(String venue) {
        var code = tickets.next();
        return post("/venue/scan")
                .json("{\"qr_token\":\"%s\",\"function_code\":\"ferry\",\"venue_code\":\"%s\"}"
                        .formatted(buyer.shows(code), venue))
                .changes("venue_service", "redemptions", "ticket_code", code);
    }

    private void venues() {
        byRow.put("POST /venue", () -> {
            var code = fresh();
            return post("/venue")
                    .json("{\"venue_code\":\"%s\",%s}".formatted(code, venue()))
                    .changes("venue_service", "venues", "venue_code", code);
        });
        var existing = created("POST /venue", "venue_code");
        byRow.put("PUT /venue/{venue_code}", () -> put("/venue/" + existing)
                .json("{%s}".formatted(venue()))
                .changes("venue_service", "venues", "venue_code", existing));
    }

    private void operators() {
        byRow.put("POST /operators", () -> {
            var account = Account.invented();
            return post("/operators")
                    .json(account.withRole("supervisor", People.VENUE))
                    .changes("venue_service", "operators", "username", account.username());
        });
        var existing = created("POST /operators", "username");
        byRow.put("PUT /operators/{username}", () -> put("/operators/" + existing)
                .json("""
                        {"display_name":"%s","role":"operator","venue_codes":[],"is_active":true}""".formatted(fresh()))
                .changes("venue_service", "operators", "username", existing));
        byRow.put("POST /operators/{username}/password", () -> post("/operators/" + existing + "/password")
                .json("{\"password\":\"%s\"}".formatted(fresh()))
                .changes("venue_service", "operators", "username", existing));
        byRow.put("POST /operators/{username}/revoke", () -> post("/operators/" + existing + "/revoke")
                .changes("venue_service", "operators", "username", existing));
    }

    /** @return what a supervisor has created, for the rows that change it */
    private String created(String row, String name) {
        var request = byRow.get(row).get();
        var answer = request.send(suite.gateway(), people.token(Caller.SUPER));
        assertEquals(201, answer.statusCode(), answer::body);
        return JsonPath.from(answer.body()).getString(name);
    }

    private static String venue() {
        return "\"venue_name\":\"%s\",\"supported_functions\":[\"ferry\"],\"is_active\":true".formatted(fresh());
    }

    /** A name that nobody has used. */
    private static String fresh() {
        return "access-" + UUID.randomUUID();
    }

    Request of(Row row) {
        var request = byRow.get(row.name());
        if (request != null) {
            return request.get();
        }
        if (!row.method().equals("GET") || row.name().matches(".*[{(].*")) {
            throw new IllegalStateException("say in Requests what is sent for " + row.name());
        }
        return get(row.path());
    }
}
