package io.turnstile.ticket;

import static io.turnstile.platform.testing.OpenApiContract.given;
import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static io.turnstile.ticket.Neighbours.someBuyer;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class MyTicketsTest {
    @Inject
    Neighbours neighbours;

    @Inject
    EntityManagerFactory entityManagerFactory;

    @Test
    void a_buyer_sees_a_ticket_with_its_entitlements() {
        var buyer = someBuyer();
        var issued = neighbours.buy(buyer, 1);
        var ticket = issued.tickets().getFirst();
        list(buyer, Map.of())
                .body("tickets", hasSize(1))
                .body("tickets[0].ticket_code", equalTo(ticket.ticketCode()))
                .body("tickets[0].order_id", equalTo(issued.orderId().toString()))
                .body("tickets[0].product_id", equalTo(101))
                .body("tickets[0].product_name", equalTo("Island day package"))
                .body("tickets[0].status", equalTo("active"))
                .body("tickets[0].valid_from", equalTo(ticket.validFrom().toString()))
                .body("tickets[0].valid_until", equalTo(ticket.validUntil().toString()))
                .body("tickets[0].issued_at", equalTo(issued.issuedAt().toString()))
                .body("tickets[0].entitlements.function_code", contains("bus", "ferry"))
                .body("tickets[0].entitlements.label", contains("Harbour bus", "Island ferry"))
                .body("tickets[0].entitlements.remaining_uses", contains(2, 1))
                .body("tickets[0].entitlements.total_uses", contains(2, 1))
                .body("next_cursor", nullValue());
    }

    @Test
    void a_buyer_without_tickets_gets_an_empty_list() {
        list(someBuyer(), Map.of()).body("tickets", empty());
    }

    @Test
    void nobody_sees_the_tickets_of_somebody_else() {
        var order = neighbours.buy(someBuyer(), 1).orderId();
        var stranger = someBuyer();
        list(stranger, Map.of()).body("tickets", empty());
        list(stranger, Map.of("order_id", order)).body("tickets", empty());
    }

    @Test
    void the_newest_tickets_come_first() {
        var buyer = someBuyer();
        var older = neighbours.buy(buyer, 1).orderId().toString();
        var newer = neighbours.buy(buyer, 1).orderId().toString();
        list(buyer, Map.of()).body("tickets.order_id", contains(newer, older));
    }

    @Test
    void one_order_can_be_asked_for() {
        var buyer = someBuyer();
        var order = neighbours.buy(buyer, 2).orderId();
        neighbours.buy(buyer, 1);
        list(buyer, Map.of("order_id", order)).body("tickets.order_id", contains(order.toString(), order.toString()));
        list(buyer, Map.of("order_id", UUID.randomUUID())).body("tickets", empty());
    }

    @Test
    void a_longer_page_costs_no_more_statements() {
        var statistics = entityManagerFactory.unwrap(SessionFactory.class).getStatistics();
        var buyer = someBuyer();
        neighbours.buy(buyer, 40);
        statistics.setStatisticsEnabled(true);
        try {
            list(buyer, Map.of("limit", 2)).body("tickets", hasSize(2));
            var forTwo = statistics.getPrepareStatementCount();
            list(buyer, Map.of("limit", 40)).body("tickets", hasSize(40));
            assertEquals(forTwo, statistics.getPrepareStatementCount() - forTwo);
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 101",
        "limit, -1",
        "limit, ten",
        "limit, 1e1",
        "limit, 99999999999",
        "order_id, 17",
        "order_id, not-a-uuid"
    })
    void a_parameter_out_of_its_range_is_refused_by_name(String parameter, String value) {
        refused(someBuyer(), parameter, value).body("errors[0].field", equalTo(parameter));
    }

    private static ValidatableResponse list(String buyer, Map<String, ?> parameters) {
        return given().header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .queryParams(parameters)
                .get("/my/tickets")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse refused(String buyer, String parameter, String value) {
        return givenBroken()
                .header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .queryParam(parameter, value)
                .get("/my/tickets")
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"));
    }
}
