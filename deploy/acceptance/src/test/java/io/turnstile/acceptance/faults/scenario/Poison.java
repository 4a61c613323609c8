package io.turnstile.acceptance.faults.scenario;

import io.turnstile.acceptance.faults.books.StreamBooks;
import io.turnstile.contracts.event.Stream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** What nobody can read stands between good events, in every stream: it goes to the dead letters and holds nobody up. */
public record Poison() implements Scenario {
    private static final int EACH = 3;
    private static final Map<Stream, String> TYPES = Map.of(
            Stream.PRODUCTS, "turnstile.ProductPublished.v1",
            Stream.ORDERS, "turnstile.OrderPaid.v1",
            Stream.PAYMENTS, "turnstile.PaymentSucceeded.v1",
            Stream.TICKETS, "turnstile.TicketsIssued.v1",
            Stream.REDEMPTIONS, "turnstile.TicketRedeemed.v1");
    private static final List<String> UNREADABLE = List.of("{}", "{\"order_id\":", "no JSON at all");

    @Override
    public void strike(Stage stage) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stage.suite().kafka()), new StringSerializer(), new StringSerializer())) {
            for (var stream : Stream.values()) {
                for (var number = 0; number < EACH; number++) {
                    producer.send(poison(stream, UNREADABLE.get(number % UNREADABLE.size())));
                }
            }
        }
    }

    private static ProducerRecord<String, String> poison(Stream stream, String value) {
        var record = new ProducerRecord<>(stream.topic(), StreamBooks.POISON + UUID.randomUUID(), value);
        Map.of(
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", TYPES.get(stream),
                        "ce_source", stream.source(),
                        "ce_specversion", "1.0")
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    @Override
    public String name() {
        return "poison every stream";
    }
}
