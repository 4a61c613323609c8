package io.turnstile.contracts.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Events are kept for ever and read by everybody: none tells of a person. A new member fails this test until somebody has
 * decided that it does not, here.
 */
class ImpersonalEventsTest {
    /** Things, times, numbers and money; codes and labels that staff have chosen for what is sold. */
    private static final Set<String> OF_NO_PERSON = Set.of(
            "amount",
            "anonymized_at",
            "cancelled_at",
            "created_at",
            "currency",
            "entitlements",
            "expired_at",
            "expires_at",
            "function_code",
            "functions",
            "gateway",
            "issued_at",
            "jti",
            "label",
            "lines",
            "location_id",
            "name",
            "order_id",
            "paid_at",
            "payment_id",
            "price",
            "product_id",
            "product_name",
            "published_at",
            "quantity",
            "reason",
            "received_at",
            "remaining_uses",
            "sale_end_at",
            "sale_start_at",
            "scan_attempt_id",
            "sellable",
            "sku",
            "status",
            "stock_retaken",
            "ticket_code",
            "tickets",
            "total",
            "total_uses",
            "ts",
            "unit_price",
            "valid_for_days",
            "valid_from",
            "valid_until",
            "venue_code",
            "version");

    /** What stands for a person whom only somebody else can name, and the events that cannot do without. */
    private static final Map<String, Set<String>> PSEUDONYMS = Map.of(
            // The subject of the buyer's token; the issuer knows who it is.
            "buyer_id", Set.of("OrderCreated", "OrderPaid", "TicketsIssued"),
            // The user name of an account at venue-service, which alone knows the name of its holder.
            "operator_id", Set.of("ScanRejected", "TicketRedeemed"),
            // The payment gateway knows whose money it was.
            "gateway_txn_id", Set.of("PaymentSucceeded"));

    /** What clients call their things. */
    private static final Map<String, Set<String>> CHOSEN_BY_CLIENTS = Map.of(
            // In a form that holds no address (openapi-3.0.3.json).
            "channel_id", Set.of("OrderCreated"),
            // Gates and hand-held devices are the staff's.
            "terminal_device_id", Set.of("ScanRejected", "TicketRedeemed"));

    @Test
    void every_member_of_every_event_is_known_to_tell_of_no_person() {
        var undecided = new TreeMap<String, Set<String>>();
        members().forEach((member, events) -> {
            var allowed = OF_NO_PERSON.contains(member)
                    ? events
                    : PSEUDONYMS.getOrDefault(member, CHOSEN_BY_CLIENTS.getOrDefault(member, Set.of()));
            if (!allowed.containsAll(events)) {
                undecided.put(member, events);
            }
        });
        assertEquals(Map.of(), undecided);
    }

    @Test
    void nothing_is_allowed_that_no_event_has() {
        var members = members();
        var allowed = new TreeSet<>(OF_NO_PERSON);
        allowed.addAll(PSEUDONYMS.keySet());
        allowed.addAll(CHOSEN_BY_CLIENTS.keySet());
        assertEquals(members.keySet(), allowed);
        PSEUDONYMS.forEach((member, events) -> assertEquals(events, members.get(member), member));
        CHOSEN_BY_CLIENTS.forEach((member, events) -> assertEquals(events, members.get(member), member));
    }

    /** By name, wherever it stands in the schema, the events that have it. */
    private static Map<String, Set<String>> members() {
        var members = new TreeMap<String, Set<String>>();
        Arrays.stream(Event.class.getPermittedSubclasses())
                .flatMap(stream -> Arrays.stream(stream.getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .forEach(event -> membersOf(schema(event))
                        .forEach(member -> members.computeIfAbsent(member, _ -> new TreeSet<>())
                                .add(event)));
        return members;
    }

    /** Of the schema and of all that it is made of. */
    private static java.util.stream.Stream<String> membersOf(JsonNode schema) {
        var own = schema.path("properties").properties().stream().map(Map.Entry::getKey);
        var inner = schema.valueStream().flatMap(ImpersonalEventsTest::membersOf);
        return java.util.stream.Stream.concat(own, inner);
    }

    private static JsonNode schema(String event) {
        try (var in = ImpersonalEventsTest.class.getResourceAsStream("/schemas/" + event + ".schema.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(event + " has no readable schema", e);
        }
    }
}
