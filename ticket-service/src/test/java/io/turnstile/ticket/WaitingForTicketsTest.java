package io.turnstile.ticket;

import static io.turnstile.platform.testing.OpenApiContract.given;
import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static io.turnstile.ticket.Neighbours.line;
import static io.turnstile.ticket.Neighbours.paid;
import static io.turnstile.ticket.Neighbours.someBuyer;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class WaitingForTicketsTest {
    @Inject
    Neighbours neighbours;

    private final ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        buyers.shutdownNow();
    }

    @Test
    void who_asks_before_the_tickets_are_issued_is_answered_when_they_are() {
        var buyer = someBuyer();
        // By now the stream is read.
        neighbours.buy(someBuyer(), 1);
        var paid = paid(buyer, line(2));
        // More than there are connections to the database: none of them holds one.
        var answers = IntStream.range(0, 16)
                .mapToObj(_ -> supplyAsync(() -> askUntilThere(buyer, paid.orderId()), buyers))
                .toList();
        // Time to ask; whoever is answered in it was not made to wait.
        Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> true);

        neighbours.tell(paid);

        answers.forEach(answer -> answer.join().then().statusCode(200).body("tickets", hasSize(2)));
    }

    /** On a slow machine they may take longer than one request may wait; but it has waited. */
    private static Response askUntilThere(String buyer, UUID orderId) {
        while (true) {
            var begin = System.nanoTime();
            var answer = await(buyer, orderId, "1");
            if (!answer.path("tickets").equals(List.of())) {
                return answer;
            }
            var waited = Duration.ofNanos(System.nanoTime() - begin);
            assertTrue(waited.compareTo(Duration.ofSeconds(1)) >= 0, "an empty list after " + waited);
        }
    }

    @Test
    void who_asks_afterwards_waits_for_nothing_and_gets_the_page_that_he_asked_for() {
        var buyer = someBuyer();
        var issued = neighbours.buy(buyer, 3);
        ask(buyer, Map.of("order_id", issued.orderId(), "wait", "1", "limit", "1"))
                .then()
                .statusCode(200)
                .body("tickets.order_id", contains(issued.orderId().toString()));
    }

    @Test
    void when_the_time_is_up_the_list_is_empty() {
        await(someBuyer(), UUID.randomUUID(), "1").then().statusCode(200).body("tickets", empty());
    }

    @Test
    void the_tickets_of_somebody_else_never_come() {
        var order = neighbours.buy(someBuyer(), 1).orderId();
        await(someBuyer(), order, "1").then().statusCode(200).body("tickets", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "01", "1.5", "PT1S", "", "soon"})
    void a_wait_that_is_none_is_refused(String wait) {
        refused(Map.of("order_id", UUID.randomUUID(), "wait", wait));
    }

    @Test
    void who_names_no_order_has_nothing_to_wait_for() {
        refused(Map.of("wait", "1"));
    }

    private static Response await(String buyer, UUID orderId, String seconds) {
        return ask(buyer, Map.of("order_id", orderId, "wait", seconds));
    }

    private static Response ask(String buyer, Map<String, ?> parameters) {
        return given().header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .queryParams(parameters)
                .get("/my/tickets");
    }

    private static void refused(Map<String, ?> parameters) {
        givenBroken()
                .header("Authorization", "Bearer " + TestTokens.buyer(someBuyer()))
                .queryParams(parameters)
                .get("/my/tickets")
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"))
                .body("errors[0].field", equalTo("wait"));
    }
}
