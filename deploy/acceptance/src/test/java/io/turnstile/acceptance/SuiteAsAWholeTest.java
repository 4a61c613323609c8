package io.turnstile.acceptance;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Gate;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.PaymentGateway;
import io.turnstile.acceptance.support.PaymentGateway.Notice;
import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Suite;
import io.turnstile.platform.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the suite beyond the four stories. */
@ExtendWith(RunningSuite.class)
class SuiteAsAWholeTest {
    private static final List<String> SERVICES = List.of(
            "catalog-service",
            "order-service",
            "payment-service",
            "ticket-service",
            "venue-service",
            "reporting-service");

    private final Suite suite;

    SuiteAsAWholeTest(Suite suite) {
        this.suite = suite;
    }

    @Test
    void the_demo_shows_all_ten_steps() throws Exception {
        var demo = suite.turnstile("demo").start();
        var output = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(demo.waitFor(1, TimeUnit.MINUTES), output);
        assertEquals(0, demo.exitValue(), output);
        for (var step = 1; step <= 10; step++) {
            assertTrue(output.matches("(?s).*\\b" + step + "[./ :)].*"), "step " + step + " is missing in\n" + output);
        }
    }

    @Test
    void the_gateway_serves_the_api_document_and_a_page_to_read_it() throws IOException {
        var document = RestAssured.get("/openapi/openapi.json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        var json = new ObjectMapper();
        assertEquals(
                json.readTree(
                        Repository.root().resolve("openapi/openapi-3.0.3.json").toFile()),
                json.readTree(document));
        RestAssured.get("/openapi/").then().statusCode(200).contentType(containsString("text/html"));
    }

    @Test
    void what_nobody_serves_is_a_problem_and_management_is_not_routed() {
        for (var path : List.of("/nothing", "/q/health", "/q/metrics")) {
            RestAssured.get(path)
                    .then()
                    .statusCode(404)
                    .contentType(containsString("application/problem+json"))
                    .body("code", equalTo("NOT_FOUND"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_outbox"})
    void each_database_role_is_refused_on_every_other_database(String kind) throws SQLException {
        for (var service : SERVICES) {
            if (service.equals("reporting-service") && kind.equals("_outbox")) {
                continue; // it publishes nothing
            }
            var own = service.replace('-', '_');
            var password = suite.secret(service + kind.replace('_', '-') + "-database", "password");
            suite.connect(own, own + kind, password).close();
            for (var other : SERVICES) {
                var database = other.replace('-', '_');
                if (!other.equals(service)) {
                    assertThrows(
                            SQLException.class,
                            () -> suite.connect(database, own + kind, password).close(),
                            own + kind + " entered " + database);
                }
            }
        }
    }

    @Test
    void no_service_knows_where_another_one_is() throws IOException {
        for (var service : SERVICES) {
            try (Stream<Path> files = Stream.concat(
                    Files.walk(Repository.root().resolve(service).resolve("src/main")),
                    Stream.of(Repository.root().resolve("deploy/kubernetes/base/" + service + ".yaml")))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    for (var other : SERVICES) {
                        assertTrue(
                                other.equals(service) || !text.matches("(?s).*//" + other + "\\b.*"),
                                file + " holds an address of " + other);
                    }
                }
            }
        }
    }

    /** As {@code ./turnstile up} starts it: the second replicas of these tests are left out. */
    @Test
    void the_whole_suite_stays_under_three_gigabytes() {
        var kilobytes = 0L;
        for (var part : suite.parts()) {
            if (!part.name().endsWith("-2")) {
                var memory = part.name().equals("postgres") ? ofPostgres(part.pid()) : resident(part.pid());
                System.out.printf("%-20s %5d MB%n", part.name(), memory / 1024);
                kilobytes += memory;
            }
        }
        System.out.printf("%-20s %5d MB%n", "all", kilobytes / 1024);
        assertTrue(kilobytes < 3L * 1024 * 1024, kilobytes + " kB");
    }

    @Test
    void whatever_is_killed_orders_tickets_and_reports_are_there_after_the_next_start() {
        var office = new Office(suite);
        var product = office.productWith(5, "ferry");
        var buyer = Buyer.anyone(suite);
        var paid = buyer.ordered(product, 2);
        var pending = buyer.ordered(product, 1);
        new PaymentGateway(suite).tellsUntilIssued(Notice.of(paid, 2 * Office.PRICE));
        var tickets = buyer.ticketCodes(paid);
        Gate.at("cheung-chau").scan(buyer.shows(tickets.getFirst()), "ferry").statusCode(200);

        suite.killEverythingAndStartAgain();

        buyer.order(paid).statusCode(200).body("status", equalTo("PAID"));
        buyer.order(pending).statusCode(200).body("status", equalTo("PENDING_PAYMENT"));
        assertEquals(tickets, buyer.ticketCodes(paid));
        assertEquals(new Office.StockLevel(5, 1, 2), office.stockOf(product));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertEquals(
                        1,
                        office
                                .report("result=success&limit=500")
                                .extract()
                                .<List<String>>path("events.ticket_code")
                                .stream()
                                .filter(tickets.getFirst()::equals)
                                .count()));
        Gate.at("cheung-chau")
                .scan(buyer.shows(tickets.getLast()), "ferry")
                .statusCode(200)
                .body("remaining_uses", equalTo(0));
    }

    private static long resident(long pid) {
        return kilobytes(pid, "status", "VmRSS:");
    }

    /** Its processes share their buffers, which are there once however many have touched them. */
    private static long ofPostgres(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .mapToLong(process -> kilobytes(process.pid(), "smaps_rollup", "Pss:"))
                .sum();
    }

    private static long kilobytes(long pid, String file, String line) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/" + file))) {
            return lines.filter(text -> text.startsWith(line))
                    .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0; // it ended meanwhile
        }
    }
}
