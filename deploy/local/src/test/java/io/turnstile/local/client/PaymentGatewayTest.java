package io.turnstile.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import io.turnstile.local.client.OrderDatabase.Amount;
import io.turnstile.local.client.PaymentGateway.Notification;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentGatewayTest {
    private static final String CURRENT = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String FORMER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private record Received(String body, Map<String, List<String>> headers) {}

    private final ConcurrentLinkedDeque<Received> received = new ConcurrentLinkedDeque<>();
    private final ConcurrentLinkedDeque<Integer> answers = new ConcurrentLinkedDeque<>();
    private final Notification notification = new Notification(
            "txn-1", UUID.randomUUID(), true, new Amount(12_800, "HKD"), Instant.parse("2026-01-02T03:04:05.678901Z"));

    private HttpServer server;
    private PaymentGateway gateway;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/payments/notify", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(body, Map.copyOf(exchange.getRequestHeaders())));
            exchange.sendResponseHeaders(answers.isEmpty() ? 200 : answers.poll(), -1);
            exchange.close();
        });
        server.start();
        var api = new Api("http://127.0.0.1:" + server.getAddress().getPort());
        gateway = new PaymentGateway(api, CURRENT + "," + FORMER, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_notification_is_signed_with_the_current_secret_as_standard_webhooks_says() {
        gateway.notifyOnce(notification);
        var request = received.getFirst();
        assertThatCode(() -> new Webhook(CURRENT).verify(request.body(), lowerCase(request.headers())))
                .doesNotThrowAnyException();
    }

    @Test
    void it_tells_the_transaction_the_order_and_the_amount() {
        gateway.notifyOnce(notification);
        assertThat(received.getFirst().body())
                .contains(
                        "\"gateway_txn_id\":\"txn-1\"",
                        "\"order_id\":\"" + notification.orderId() + "\"",
                        "\"payment_status\":\"SUCCESS\"",
                        "\"amount\":12800",
                        "\"currency\":\"HKD\"");
    }

    @Test
    void it_is_told_again_until_the_order_is_known_and_its_tickets_are_issued() {
        answers.addAll(List.of(404, 503, 202, 200));
        assertThat(gateway.notifyUntilHeard(notification).status()).isEqualTo(200);
        assertThat(received).hasSize(4);
    }

    @Test
    void a_refusal_is_final() {
        answers.add(422);
        assertThat(gateway.notifyUntilHeard(notification).status()).isEqualTo(422);
        assertThat(received).hasSize(1);
    }

    private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }
}
