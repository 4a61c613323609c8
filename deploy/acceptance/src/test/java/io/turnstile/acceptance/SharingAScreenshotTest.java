package io.turnstile.acceptance;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.ValidatableResponse;
import io.turnstile.acceptance.support.AtOnce;
import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Gate;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.PaymentGateway;
import io.turnstile.acceptance.support.PaymentGateway.Notice;
import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Streams;
import io.turnstile.acceptance.support.Suite;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture of one QR goes to ten people, who show it at ten gates of two venues in the same moment. */
@ExtendWith(RunningSuite.class)
class SharingAScreenshotTest {
    private static final int PEOPLE = 10;
    private static final List<String> FUNCTIONS = List.of("bus", "ferry");
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Suite suite;
    private final Office office;
    private final Buyer buyer;

    SharingAScreenshotTest(Suite suite) {
        this.suite = suite;
        this.office = new Office(suite);
        this.buyer = Buyer.anyone(suite);
    }

    /** Also where the ticket has more uses: those are for new QRs, which only its owner can show. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void one_of_ten_people_gets_in_per_function(int uses) throws Exception {
        var ticket = ticket(uses);
        var operators = office.newOperators(PEOPLE, "central-pier", "cheung-chau");
        var judged = judgedByEachReplica();

        var verdicts = everybodyShows(buyer.shows(ticket), operators);

        for (var function : FUNCTIONS) {
            assertEquals(
                    Map.of("success", 1L, "ALREADY_REDEEMED", PEOPLE - 1L),
                    verdicts.stream()
                            .filter(verdict -> verdict.getKey().equals(function))
                            .collect(groupingBy(verdict -> reason(verdict.getValue()), counting())));
        }
        assertEveryReplicaJudgedSome(judged);
        eachSuccessIsToldOnce(ticket);
        usesLeft(ticket, uses - 1);
        if (uses > 1) {
            gate(1, "bus", operators.getFirst())
                    .scan(buyer.shows(ticket), "bus")
                    .statusCode(200);
        }
    }

    private static List<Map.Entry<String, ValidatableResponse>> everybodyShows(
            String screenshot, List<String> operators) throws Exception {
        var scans = new ArrayList<Callable<Map.Entry<String, ValidatableResponse>>>();
        for (var function : FUNCTIONS) {
            for (var number = 1; number <= PEOPLE; number++) {
                var gate = gate(number, function, operators.get(number - 1));
                scans.add(() -> Map.entry(function, gate.scan(screenshot, function)));
            }
        }
        return AtOnce.all(scans);
    }

    /** A terminal with an operator of its own; ferries leave from both venues. */
    private static Gate gate(int number, String function, String operator) {
        var venue = function.equals("ferry") && number % 2 == 0 ? "cheung-chau" : "central-pier";
        return new Gate(venue, operator, "terminal-" + number);
    }

    private static String reason(ValidatableResponse verdict) {
        if (verdict.extract().statusCode() == 200) {
            return "success";
        }
        String detail = verdict.statusCode(422).extract().path("detail");
        assertTrue(detail.matches("This QR was redeemed at \\S+Z at .+"), detail);
        return verdict.extract().path("reason");
    }

    /** One event and one row in the report per success; the refusals stand in the report, too. */
    private void eachSuccessIsToldOnce(String ticket) {
        await().atMost(SOON).untilAsserted(() -> {
            var told = new Streams(suite)
                    .all(TicketRedeemed.class).stream()
                            .map(Streams.Told::event)
                            .filter(event -> event.ticketCode().equals(ticket))
                            .map(TicketRedeemed::functionCode)
                            .sorted()
                            .toList();
            assertEquals(FUNCTIONS, told);
        });
        await().atMost(SOON).untilAsserted(() -> {
            assertEquals(
                    FUNCTIONS,
                    reported(ticket, "success", "function_code").stream()
                            .sorted()
                            .toList());
            var refusals = reported(ticket, "reject", "reason");
            assertEquals(FUNCTIONS.size() * (PEOPLE - 1), refusals.size());
            assertTrue(refusals.stream().allMatch("ALREADY_REDEEMED"::equals), refusals::toString);
        });
    }

    private List<String> reported(String ticket, String result, String member) {
        return office.report("limit=500&result=" + result)
                .extract()
                .path("events.findAll { it.ticket_code == '%s' }.%s".formatted(ticket, member));
    }

    private void usesLeft(String ticket, int uses) {
        await().atMost(SOON).untilAsserted(() -> buyer.with()
                .get("/qr/{code}/info", ticket)
                .then()
                .statusCode(200)
                .body("entitlements.remaining_uses", everyItem(is(uses))));
    }

    private String ticket(int uses) {
        var order = buyer.ordered(office.productWith(1, uses, FUNCTIONS.toArray(String[]::new)), 1);
        new PaymentGateway(suite).tellsUntilIssued(Notice.of(order, Office.PRICE));
        return buyer.ticketCodes(order).getFirst();
    }

    private List<Double> judgedByEachReplica() {
        return suite.metricsOf("venue-service").stream()
                .map(text -> text.lines()
                        .filter(line -> line.startsWith("turnstile_scans_total{"))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .sum())
                .toList();
    }

    private void assertEveryReplicaJudgedSome(List<Double> before) {
        var after = judgedByEachReplica();
        assertEquals(2, after.size());
        for (var replica = 0; replica < after.size(); replica++) {
            assertTrue(after.get(replica) > before.get(replica), "replica " + replica + " judged none of the scans");
        }
    }
}
