package io.turnstile.acceptance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.turnstile.acceptance.fuzz.ApiDocument.Operation;
import io.turnstile.acceptance.fuzz.Cast.Customer;
import io.turnstile.acceptance.support.Office;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a name stands for: of an order_id the schema says that it is a UUID, and only a real one leads anywhere. A name that
 * is not known here gets what its schema allows.
 */
record Things(Cast cast) {
    /** The request's own moment and signature; what they are is known when its bytes are. */
    static final String NOW = "now";

    static final String SIGNATURE = "signature of the body";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> ZONES =
            List.of("UTC", "Asia/Hong_Kong", "America/St_Johns", "Europe/Berlin", "Pacific/Apia");
    private static final List<String> GROUPINGS = List.of(
            "function", "location", "hour", "day", "function,location", "day,function", "hour,location,function");

    /** Of a new thing's name: often one that is taken, and often one that is not. */
    private static boolean isTaken(RandomGenerator random) {
        return random.nextInt(3) > 0;
    }

    /**
     * @param name of the member or parameter; empty for an element of a list
     * @param component of its schema; empty where it is none
     */
    Optional<JsonNode> find(
            Operation operation, Customer customer, String name, String component, RandomGenerator random) {
        return Optional.ofNullable(
                switch (component) {
                    case "ProductId" -> number(random, operation.isSafe() ? cast.wares() : cast.victims());
                    case "OrderId" -> text(random, customer.orders());
                    case "TicketCodePath" -> text(random, customer.tickets());
                    case "VenueCodePath" -> text(random, Cast.OWN_VENUES);
                    case "Username" -> text(random, Cast.OPERATORS);
                    case "FunctionCode" -> text(random, Cast.FUNCTIONS);
                    case "VenueCode" -> name.isEmpty() || isTaken(random) ? text(random, Cast.VENUES) : null;
                    case "Cursor" ->
                        cast.cursorOf(operation, customer).map(JSON::textNode).orElse(null);
                    case "WebhookTimestamp" -> JSON.textNode(NOW);
                    case "WebhookSignature" -> JSON.textNode(SIGNATURE);
                    default -> named(customer, name, random);
                });
    }

    private JsonNode named(Customer customer, String name, RandomGenerator random) {
        return switch (name) {
            case "product_id" -> number(random, cast.wares());
            case "order_id" -> text(random, customer.orders());
            case "qr_token", "encrypted_data" -> text(random, customer.qrTokens());
            case "function" -> text(random, Cast.FUNCTIONS);
            case "location_id" -> number(random, List.of(1L, 2L, 3L));
            case "username" -> isTaken(random) ? text(random, Cast.OPERATORS) : null;
            case "password" -> JSON.textNode(Cast.PASSWORD);
            case "sku" -> isTaken(random) ? JSON.textNode("FUZZ-" + random.nextInt(20)) : null;
            case "amount" -> JSON.numberNode(Office.PRICE * random.nextInt(1, 3));
            case "currency" -> JSON.textNode("HKD");
            case "sale_start_at", "from" -> JSON.textNode("2025-0%d-01T00:00:00Z".formatted(random.nextInt(1, 10)));
            case "sale_end_at", "to" -> JSON.textNode("209%d-01-01T08:00:00+08:00".formatted(random.nextInt(10)));
            case "tz" -> text(random, ZONES);
            case "group_by" -> JSON.arrayNode().add(text(random, GROUPINGS));
            default -> null;
        };
    }

    private static JsonNode text(RandomGenerator random, List<String> texts) {
        return JSON.textNode(texts.get(random.nextInt(texts.size())));
    }

    private static JsonNode number(RandomGenerator random, List<Long> numbers) {
        return JSON.numberNode(numbers.get(random.nextInt(numbers.size())));
    }
}
