package io.turnstile.acceptance.faults.books;

import java.util.List;
import java.util.UUID;

/**
 * What Kafka holds, raw.
 *
 * @param records of the five streams, repeats and all
 * @param deadLetters of all of them
 */
public record StreamBooks(List<Told> records, List<Told> deadLetters) {
    /** Keys of records that the fault suite made unreadable on purpose begin so. */
    public static final String POISON = "poison-";

    /** @param digest of the value */
    public record Told(String topic, String key, UUID id, String type, String digest) {
        public boolean isPoison() {
            return key != null && key.startsWith(POISON);
        }
    }
}
