package io.turnstile.local.suite;

import io.turnstile.local.sample.SampleData;
import io.turnstile.platform.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** What a person sees when the suite is ready: where everything is, and what to try next. */
public final class Tour {
    private Tour() {}

    public static String of(SuiteDescription suite, DataFolder folder) {
        return addresses(suite, folder) + System.lineSeparator() + steps(suite, folder);
    }

    private static String addresses(SuiteDescription suite, DataFolder folder) {
        var services = suite.services().stream()
                .map(service -> "  %-20s http://127.0.0.1:%d   management http://127.0.0.1:%d/q/health"
                        .formatted(service.name(), service.port(), service.managementPort()))
                .collect(Collectors.joining(System.lineSeparator()));
        return """

              gateway              %s
              API document         %s/openapi/
              development issuer   %s
            %s
              PostgreSQL           %s:%d
              Kafka                %s
              Kafka Connect        %s
              logs                 %s
              supervisor           sam, password: cat %s
            """.formatted(
                        suite.gateway(),
                        suite.gateway(),
                        suite.issuer(),
                        services,
                        suite.postgresHost(),
                        suite.postgresPort(),
                        suite.kafkaBootstrapServers(),
                        suite.connect(),
                        suite.logs(),
                        new Secrets(folder.secrets()).file("first-supervisor", "password"));
    }

    private static String steps(SuiteDescription suite, DataFolder folder) {
        var operator = SampleData.read().operator();
        var isDefault = folder.equals(DataFolder.of(null));
        try (var file = Tour.class.getResourceAsStream("/tour.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{repository}", Repository.root().toString())
                    .replace("{gateway}", suite.gateway())
                    .replace("{operator}", operator.username())
                    .replace("{password}", operator.password())
                    .replace("{data}", isDefault ? "" : " --data " + folder.root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
