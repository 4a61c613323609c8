package io.turnstile.acceptance.faults.scenario;

import io.turnstile.acceptance.faults.books.StreamBooks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Every event is delivered three times, the second and third time late and in another order. */
public record Repeat() implements Scenario {
    /** The latest of each stream; a long run has more than can be told again in the time that a fault may take. */
    private static final int MOST = 400;

    @Override
    public void strike(Stage stage) {
        var again = new ArrayList<ConsumerRecord<String, String>>();
        latest(stage).forEach(records -> {
            again.addAll(records);
            again.addAll(records);
        });
        Collections.shuffle(again, stage.random());
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stage.suite().kafka()), new StringSerializer(), new StringSerializer())) {
            again.forEach(record -> producer.send(
                    new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers())));
        }
    }

    private static List<List<ConsumerRecord<String, String>>> latest(Stage stage) {
        var byTopic = new LinkedHashMap<String, List<ConsumerRecord<String, String>>>();
        for (var record : stage.streams().records()) {
            if (!record.key().startsWith(StreamBooks.POISON)) {
                byTopic.computeIfAbsent(record.topic(), _ -> new ArrayList<>()).add(record);
            }
        }
        return byTopic.values().stream()
                .map(records -> records.subList(Math.max(0, records.size() - MOST), records.size()))
                .toList();
    }

    @Override
    public String name() {
        return "deliver every event three times";
    }
}
