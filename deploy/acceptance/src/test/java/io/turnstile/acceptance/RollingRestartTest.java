package io.turnstile.acceptance;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Gate;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.PaymentGateway;
import io.turnstile.acceptance.support.PaymentGateway.Notice;
import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Suite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A new version is rolled out while people walk through the gates: they notice nothing. */
@ExtendWith(RunningSuite.class)
class RollingRestartTest {
    private static final int CLIENTS = 2;
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(150);

    private final Suite suite;
    private final Office office;
    private final Buyer buyer;

    RollingRestartTest(Suite suite) {
        this.suite = suite;
        this.office = new Office(suite);
        this.buyer = Buyer.anyone(suite);
    }

    @Test
    void no_request_fails_while_two_replicas_are_replaced_one_after_the_other() throws Exception {
        var product = office.productWith(1, "ferry", "bus");
        var ticket = oneTicketOf(product);
        var gate = Gate.at("central-pier");
        gate.scan(buyer.shows(ticket), "ferry").statusCode(200);
        var load = new Load();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                // Its ferry is spent: the refusal, too, is a decision of venue-service that it stores and publishes.
                clients.execute(() -> load.repeat(
                        () -> gate.scan(buyer.shows(ticket), "ferry").extract().statusCode(), 422));
            }
            try {
                restart("venue-service");
            } finally {
                load.ends();
            }
        }
        System.out.printf("%d requests during the rolling restart%n", load.requests.get());
        assertEquals(List.of(), List.copyOf(load.faults));
        assertTrue(load.requests.get() > 100, load.requests + " requests are no load");
    }

    @Test
    void a_consumer_that_is_stopped_leaves_its_group_at_once() throws Exception {
        try (var kafka = Admin.create(Map.of("bootstrap.servers", suite.kafka()))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> members(kafka), members -> members == 1);
            catalogService().destroy();
            // Had it gone without a word, it would be missed no sooner than session.timeout.ms (10 s) after its last
            // one,
            // and that comes 3 s after it was asked to stop.
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(9))
                    .until(() -> members(kafka), members -> members == 0);
            await("the launcher starts it again")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> members(kafka), members -> members == 1);
        }
    }

    /** For the tests after this one. */
    @AfterEach
    void learnTheNewProcesses() {
        suite.lookAround();
    }

    private ProcessHandle catalogService() {
        suite.lookAround();
        return suite.parts().stream()
                .filter(part -> part.name().equals("catalog-service"))
                .findFirst()
                .flatMap(part -> ProcessHandle.of(part.pid()))
                .orElseThrow();
    }

    private static int members(Admin kafka) throws Exception {
        var group = "catalog-service.orders";
        return kafka.describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get()
                .members()
                .size();
    }

    private String oneTicketOf(long product) {
        var order = buyer.ordered(product, 1);
        new PaymentGateway(suite).tellsUntilIssued(Notice.of(order, Office.PRICE));
        return buyer.ticketCodes(order).getFirst();
    }

    private void restart(String... services) throws Exception {
        var restarting = suite.turnstile("restart", services).start();
        var said = new String(restarting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(restarting.waitFor(5, MINUTES), said);
        System.out.print(said);
        assertEquals(0, restarting.exitValue(), said);
        assertEquals(
                2, said.lines().filter(line -> line.contains("is ready again")).count(), said);
    }

    /** Clients that ask again and again, and every answer that was not the expected one. */
    private static final class Load {
        private final AtomicInteger requests = new AtomicInteger();
        private final Queue<String> faults = new ConcurrentLinkedQueue<>();
        private volatile boolean ended;

        interface Request {
            int send();
        }

        void repeat(Request request, int expected) {
            while (!ended) {
                try {
                    var status = request.send();
                    requests.incrementAndGet();
                    if (status != expected) {
                        faults.add(status + " instead of " + expected);
                    }
                } catch (Exception | AssertionError e) {
                    faults.add(e.toString());
                }
                LockSupport.parkNanos(BETWEEN_REQUESTS.toNanos());
            }
        }

        void ends() {
            ended = true;
        }
    }
}
