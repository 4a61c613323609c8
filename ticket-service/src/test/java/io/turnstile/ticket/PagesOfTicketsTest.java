package io.turnstile.ticket;

import static io.turnstile.platform.testing.OpenApiContract.given;
import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static io.turnstile.ticket.Neighbours.someBuyer;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.turnstile.contracts.event.TicketEvents.IssuedTicket;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PagesOfTicketsTest {
    @Inject
    Neighbours neighbours;

    @Test
    void pages_hold_every_ticket_once() {
        var buyer = someBuyer();
        var bought = Stream.of(neighbours.buy(buyer, 4), neighbours.buy(buyer, 3))
                .flatMap(issued -> issued.tickets().stream())
                .map(IssuedTicket::ticketCode)
                .sorted()
                .toList();
        var read = new ArrayList<String>();
        var sizes = new ArrayList<Integer>();
        var page = list(buyer, Map.of("limit", 3)).extract().jsonPath();
        while (true) {
            List<String> codes = page.getList("tickets.ticket_code");
            read.addAll(codes);
            sizes.add(codes.size());
            if (page.getString("next_cursor") == null) {
                break;
            }
            page = list(buyer, Map.of("limit", 3, "cursor", page.getString("next_cursor")))
                    .extract()
                    .jsonPath();
        }
        assertEquals(List.of(3, 3, 1), sizes);
        assertEquals(bought, read.stream().sorted().toList());
    }

    @Test
    void tickets_bought_meanwhile_do_not_move_the_next_page() {
        var buyer = someBuyer();
        neighbours.buy(buyer, 2);
        List<String> all = list(buyer, Map.of()).extract().path("tickets.ticket_code");
        String cursor = list(buyer, Map.of("limit", 1)).extract().path("next_cursor");
        neighbours.buy(buyer, 1);
        list(buyer, Map.of("cursor", cursor)).body("tickets.ticket_code", contains(all.getLast()));
    }

    @Test
    void a_page_that_just_holds_all_has_no_next() {
        var buyer = someBuyer();
        var order = neighbours.buy(buyer, 2).orderId();
        neighbours.buy(buyer, 1);
        list(buyer, Map.of("limit", 2, "order_id", order))
                .body("tickets", hasSize(2))
                .body("next_cursor", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "MDE5NTUxMWUtN2MwMA", "VEstMDAwMC0wMDAwLTAwMTAtKg", "../..", "\u00e4", "VEs="})
    void a_cursor_that_was_not_given_here_is_refused(String cursor) {
        refused(someBuyer(), "cursor", cursor);
    }

    @Test
    void a_changed_cursor_is_refused_wherever_it_was_changed() {
        var buyer = someBuyer();
        neighbours.buy(buyer, 2);
        String cursor = list(buyer, Map.of("limit", 1)).extract().path("next_cursor");
        for (int i = 0; i < cursor.length(); i++) {
            var changed = cursor.charAt(i) == 'A' ? 'B' : 'A';
            refused(buyer, "cursor", cursor.substring(0, i) + changed + cursor.substring(i + 1));
        }
        refused(buyer, "cursor", cursor + "A");
    }

    @Test
    void somebody_elses_cursor_is_refused() {
        var buyer = someBuyer();
        neighbours.buy(buyer, 2);
        String cursor = list(buyer, Map.of("limit", 1)).extract().path("next_cursor");
        refused(someBuyer(), "cursor", cursor);
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
