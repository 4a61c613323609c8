package io.turnstile.contracts.inbox;

import io.turnstile.contracts.event.Stream;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** A stream that this service reads, and the consumer group in which it does; a channel has its stream's short name. */
record ConsumedStream(Stream stream, String group) {
    static List<ConsumedStream> in(Config config) {
        return Arrays.stream(Stream.values())
                .flatMap(stream -> config.getOptionalValue(groupOf(stream), String.class).stream()
                        .map(group -> new ConsumedStream(stream, group)))
                .toList();
    }

    private static String groupOf(Stream stream) {
        var channel = stream.topic().substring(stream.topic().indexOf('.') + 1);
        return "mp.messaging.incoming." + channel + ".group.id";
    }
}
