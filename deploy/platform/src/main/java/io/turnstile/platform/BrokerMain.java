package io.turnstile.platform;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The broker's process: formats its storage on the first start, then runs until it is stopped. */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) throws IOException {
        OrphanGuard.watchParent();
        var settings = arguments[0];
        if (Files.notExists(storage(settings).resolve("meta.properties"))) {
            var format =
                    new String[] {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settings};
            if (StorageTool.execute(format, System.out) != 0) {
                System.exit(1);
            }
        }
        Kafka.main(new String[] {settings});
    }

    private static Path storage(String settings) throws IOException {
        var properties = new Properties();
        try (var file = new FileInputStream(settings)) {
            properties.load(file);
        }
        return Path.of(properties.getProperty("log.dirs"));
    }
}
