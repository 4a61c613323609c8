package io.turnstile.local.deadletters;

import io.turnstile.local.LocalException;
import io.turnstile.local.command.CommonOptions;
import io.turnstile.local.suite.SuiteDescription;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class Which {
    @Mixin
    private CommonOptions common;

    @Option(names = "--stream", paramLabel = "NAME", description = "one stream, such as orders; default: all")
    private String stream;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "the broker; default: that of the running suite")
    private String bootstrapServers;

    String stream() {
        return stream;
    }

    String bootstrapServers() {
        return bootstrapServers == null
                ? SuiteDescription.ofRunning(common.folder()).kafkaBootstrapServers()
                : bootstrapServers;
    }

    /** @throws LocalException where the broker does not answer as it should */
    void with(Consumer<DeadLetters> task) {
        try (var letters = DeadLetters.of(bootstrapServers())) {
            task.accept(letters);
        } catch (KafkaException e) {
            throw new LocalException("the broker at %s: %s".formatted(bootstrapServers(), e.getMessage()), e);
        }
    }
}
