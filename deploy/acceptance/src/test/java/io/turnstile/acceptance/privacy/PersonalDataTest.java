package io.turnstile.acceptance.privacy;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.DirectDecrypter;
import io.turnstile.acceptance.faults.books.Facts;
import io.turnstile.acceptance.faults.books.RawStreams;
import io.turnstile.acceptance.faults.checks.Property;
import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.PaymentGateway;
import io.turnstile.acceptance.support.PaymentGateway.Notice;
import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Suite;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is known of a person stands where ARCHITECTURE.md says and nowhere else, and goes when the person wants it. */
@ExtendWith(RunningSuite.class)
class PersonalDataTest {
    private static final Duration SOON = Duration.ofSeconds(45);

    /** As ARCHITECTURE.md lists them. */
    private static final Set<String> WHERE_A_BUYER_STANDS = Set.of(
            "order_service.orders.buyer_id",
            "order_service.order_claim.buyer_id",
            "order_service.outbox.payload",
            "ticket_service.ticket.buyer_id",
            "ticket_service.outbox.payload");

    private static final Set<String> EVENTS_WITH_A_BUYER =
            Set.of("turnstile.OrderCreated.v1", "turnstile.OrderPaid.v1", "turnstile.TicketsIssued.v1");

    /** What supervisors change is kept, and who is who is a part of it. */
    private static final Set<String> WHERE_STAFF_STAND =
            Set.of("venue_service.operators.display_name", "venue_service.audit_entries.after");

    private static final Set<Property> BOOKS = EnumSet.of(
            Property.NEVER_OVERSOLD,
            Property.RESERVED_IS_PENDING,
            Property.SOLD_IS_PAID,
            Property.AVAILABILITY_AGREES,
            Property.PAID_ONCE,
            Property.EVERY_PAYMENT_ARRIVED,
            Property.PAYMENT_KNOWS_ORDERS,
            Property.TICKETS_OF_PAID_ORDERS,
            Property.USES_AS_BOUGHT,
            Property.TICKETS_ARRIVED,
            Property.BUYER_SEES_USES);

    private final Suite suite;
    private final Office office;
    private final Places places;
    private final PaymentGateway gateway;
    private final Buyer buyer;
    private long product;

    PersonalDataTest(Suite suite) {
        this.suite = suite;
        this.office = new Office(suite);
        this.places = new Places(suite);
        this.gateway = new PaymentGateway(suite);
        this.buyer = Buyer.of(suite, "sub-" + UUID.randomUUID());
    }

    @BeforeEach
    void putOnSale() {
        product = office.productWith(100, "ferry");
    }

    /** For the tests after this one: whoever has paid has tickets. */
    @AfterEach
    void mendTicketService() throws Exception {
        execute("ticket_service", "ALTER TABLE ticket DROP CONSTRAINT IF EXISTS telling");
        turnstile("dead-letters", "replay", "--stream", "orders");
    }

    @Test
    void nobody_is_named_in_events_qr_codes_logs_and_metrics_and_the_subject_only_where_it_is_documented()
            throws Exception {
        var people = new People(suite, buyer, product);
        people.goThroughTheStory();
        people.areRefused();
        slowly();
        refusedByTicketService();

        assertLogsAndMetricsNameNobody(people);
        assertEventsNameNobody(people);
        assertEquals(Set.of("exp", "iat", "jti", "tkt"), claims(people.qr()));
        assertEquals(WHERE_A_BUYER_STANDS, places.inDatabases(buyer.name()));
        assertEquals(Set.of("order_service.orders.out_trade_no"), places.inDatabases(people.email()));
        assertEquals(WHERE_STAFF_STAND, places.inDatabases(people.displayName()));
        for (var secret : people.secrets()) {
            assertEquals(Set.of(), places.inDatabases(secret));
        }
    }

    @Test
    void an_erased_buyer_is_in_no_database_whatever_comes_later_and_the_books_are_as_before() throws Exception {
        var order = buyer.ordered(product, 2);
        gateway.tellsUntilIssued(Notice.of(order, 2 * Office.PRICE));
        var ticket = buyer.ticketCodes(order).getFirst();
        var pending = buyer.ordered(product, 3);
        var letter = refusedByTicketService();
        assertEquals(WHERE_A_BUYER_STANDS, places.inDatabases(buyer.name()));

        var said = turnstile("erase-buyer", buyer.name(), "--yes");
        assertTrue(said.contains("order-service: 3 orders are nobody's"), said::toString);
        assertTrue(said.contains("ticket-service: no ticket is the buyer's"), said::toString);
        assertEquals(Set.of(), places.inDatabases(buyer.name()));

        buyer.order(order).statusCode(404);
        buyer.with().get("/orders").then().statusCode(200).body("orders", empty());
        buyer.with().get("/my/tickets").then().statusCode(200).body("tickets", empty());
        buyer.qr(ticket).statusCode(404);

        // What was under way when the buyer was erased: a payment, and an event among the dead letters.
        gateway.tells(Notice.of(pending, 3 * Office.PRICE)).statusCode(202);
        mendTicketService();
        await().atMost(SOON)
                .until(() -> ticketsOf(letter) == 1 && statusOf(pending).equals("REFUND_DUE"));
        await().atMost(SOON).untilAsserted(() -> assertEquals(Set.of(), places.inDatabases(buyer.name())));
        assertEquals(new Office.StockLevel(100, 0, 3), office.stockOf(product));
        try (var streams = new RawStreams(suite.kafka())) {
            await().atMost(SOON).untilAsserted(() -> assertEquals(List.of(), contradictions(streams)));
        }

        // The same subject is a new buyer.
        var again = buyer.ordered(product, 1);
        buyer.with().get("/orders").then().statusCode(200).body("orders.order_id", contains(again));
    }

    private List<Property.Violation> contradictions(RawStreams streams) throws SQLException {
        return Property.violationsIn(Facts.read(suite, List.of(), streams)).stream()
                .filter(violation -> BOOKS.contains(violation.property()))
                .toList();
    }

    /** The database logs statements that take long: this one has the buyer as a parameter. */
    private void slowly() throws Exception {
        try (var connection = suite.database("order_service");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            hold(connection, product);
            var order = threads.submit(() -> buyer.ordered(product, 1));
            await().atMost(SOON)
                    .until(() -> office.longOf(
                                    "order_service",
                                    "SELECT count(*) FROM pg_stat_activity WHERE usename = 'order_service'"
                                            + " AND wait_event_type = 'Lock' AND now() - query_start > interval '0.6 s'")
                            == 1);
            connection.rollback();
            order.get(1, TimeUnit.MINUTES);
        }
    }

    private static void hold(Connection connection, long product) throws SQLException {
        try (var select = connection.prepareStatement("SELECT 1 FROM stock WHERE product_id = ? FOR UPDATE")) {
            select.setLong(1, product);
            assertTrue(select.executeQuery().next());
        }
    }

    /**
     * An event of the buyer's breaks a constraint, of which the database says with which row.
     *
     * @return the order
     */
    private String refusedByTicketService() throws SQLException {
        var order = buyer.ordered(product, 1);
        // This order's alone: the buyer's other tickets must still take leave of the buyer.
        execute(
                "ticket_service",
                "ALTER TABLE ticket ADD CONSTRAINT telling CHECK (order_id <> '%s')".formatted(order));
        gateway.tellsUntilHeard(Notice.of(order, Office.PRICE)).statusCode(202);
        await().atMost(SOON).until(() -> places.records().stream()
                .anyMatch(record -> order.equals(record.key()) && record.topic().endsWith(".dead-letters")));
        return order;
    }

    private void assertLogsAndMetricsNameNobody(People people) {
        // Both were written down, so what is not found was left out.
        await().atMost(SOON).untilAsserted(() -> {
            var logs = places.logs();
            assertTrue(logs.get("ticket-service.log").contains("check constraint \"telling\""));
            assertTrue(logs.entrySet().stream()
                    .filter(log -> log.getKey().startsWith("postgres-"))
                    .anyMatch(log -> log.getValue().contains("WITH request AS")
                            && log.getValue().contains("check constraint \"telling\"")));
        });
        var found = new TreeSet<String>();
        places.logs().forEach((file, text) -> people.namedIn(text).forEach(what -> found.add(file + ": " + what)));
        places.metrics().forEach((page, text) -> people.namedIn(text).forEach(what -> found.add(page + ": " + what)));
        assertEquals(Set.of(), found);
    }

    private void assertEventsNameNobody(People people) {
        var member = "\"buyer_id\":\"" + buyer.name() + "\"";
        var withBuyer = new TreeSet<String>();
        var found = new TreeSet<String>();
        for (var record : places.records()) {
            if (record.value().contains(member)) {
                withBuyer.add(new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8));
            }
            people.namedIn(record.value().replace(member, "") + Places.aroundTheValue(record))
                    .forEach(what -> found.add(record.topic() + ": " + what));
        }
        assertEquals(EVENTS_WITH_A_BUYER, withBuyer);
        assertEquals(Set.of(), found);
    }

    /** What a QR says to whoever has the key: its members' names. */
    private Set<String> claims(String qr) throws Exception {
        var token = JWEObject.parse(qr);
        var key = Arrays.stream(suite.secret("qr-keys", "keys").split(","))
                .filter(named -> named.startsWith(token.getHeader().getKeyID() + ":"))
                .map(named -> named.substring(named.indexOf(':') + 1))
                .findFirst()
                .orElseThrow();
        token.decrypt(new DirectDecrypter(Base64.getUrlDecoder().decode(key)));
        return token.getPayload().toJSONObject().keySet();
    }

    private long ticketsOf(String order) throws SQLException {
        return office.longOf("ticket_service", "SELECT count(*) FROM ticket WHERE order_id = ?::uuid", order);
    }

    private String statusOf(String order) throws SQLException {
        try (var connection = suite.database("order_service");
                var select = connection.prepareStatement("SELECT status FROM orders WHERE order_id = ?::uuid")) {
            select.setString(1, order);
            var row = select.executeQuery();
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String database, String sql) throws SQLException {
        try (var connection = suite.database(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> turnstile(String command, String... arguments) throws Exception {
        var process = suite.turnstile(command, arguments).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), output);
        assertEquals(0, process.exitValue(), output);
        return output.lines().toList();
    }
}
