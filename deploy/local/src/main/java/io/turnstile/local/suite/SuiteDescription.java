package io.turnstile.local.suite;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.local.LocalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What runs and where, as {@code run/suite.json} tells other commands and tests. It is there exactly while a suite is
 * ready, or after one was killed.
 *
 * @param gateway base URL of everything that the OpenAPI document lists
 * @param issuer base URL of the development issuer, also the tokens' {@code iss}
 * @param secrets folder with a file {@code <secret>/<key>} per Secret of the manifests
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SuiteDescription(
        long launcherPid,
        String gateway,
        String issuer,
        String postgresHost,
        int postgresPort,
        String kafkaBootstrapServers,
        String connect,
        String secrets,
        String logs,
        List<Service> services,
        List<Part> platform) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** @param name of the instance: the service's, and for the second one {@code <service>-2} */
    public record Service(String name, String service, long pid, int port, int managementPort, String log) {}

    public record Part(String name, long pid) {}

    /** @throws LocalException where no suite runs on the folder */
    public static SuiteDescription ofRunning(DataFolder folder) {
        if (!SuiteLock.isTaken(folder)) {
            throw new LocalException("Turnstile does not run on " + folder.root() + "; start it with ./turnstile up");
        }
        try {
            return JSON.readValue(file(folder).toFile(), SuiteDescription.class);
        } catch (IOException e) {
            throw new LocalException(
                    "Turnstile on " + folder.root() + " is still starting; try again when it is ready", e);
        }
    }

    /** The JDBC address of one of the suite's databases. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s?connectTimeout=5&loginTimeout=5&socketTimeout=60"
                .formatted(postgresHost, postgresPort, database);
    }

    /** Whole or not at all: others may read it at any moment. */
    void write(DataFolder folder) {
        var draft = folder.run().resolve("suite.json.new");
        try {
            JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), this);
            Files.move(draft, file(folder), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(DataFolder folder) {
        try {
            Files.delete(file(folder));
        } catch (NoSuchFileException _) {
            // It had not come so far.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(DataFolder folder) {
        return folder.run().resolve("suite.json");
    }
}
