package io.turnstile.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Chooses what the platform runs on: processes of this machine, or containers. */
public final class Platforms {
    /** The system property that chooses: {@code embedded}, {@code containers} or {@code auto}, which is the default. */
    public static final String CHOICE = "turnstile.platform";

    private Platforms() {}

    /**
     * Starts the chosen platform and says which one it is. {@code auto} takes containers where an engine answers.
     *
     * @throws PlatformException where the chosen one cannot run here; it never falls back to the other
     */
    public static Platform start(Manifests manifests, PlatformSettings settings) {
        var choice = System.getProperty(CHOICE, "auto");
        if (runsInContainers(choice, Platforms::engineAnswers)) {
            settings.progress().accept("platform: containers (-D" + CHOICE + "=" + choice + ")");
            return ContainerPlatform.start(manifests, settings);
        }
        settings.progress().accept("platform: embedded (-D" + CHOICE + "=" + choice + ")");
        return EmbeddedPlatform.start(manifests, settings);
    }

    static boolean runsInContainers(String choice, BooleanSupplier engineAnswers) {
        return switch (choice) {
            case "embedded" -> false;
            case "auto" -> engineAnswers.getAsBoolean();
            case "containers" -> {
                if (!engineAnswers.getAsBoolean()) {
                    throw new PlatformException("-D" + CHOICE + "=containers, but no container engine answers: "
                            + "start one, or choose embedded");
                }
                yield true;
            }
            default ->
                throw new PlatformException("-D" + CHOICE + "=" + choice + " is none of embedded, containers and auto");
        };
    }

    /** Asks the engine only where something points to one: the question itself takes seconds. */
    private static boolean engineAnswers() {
        return somethingPointsToAnEngine() && DockerClientFactory.instance().isDockerAvailable();
    }

    private static boolean somethingPointsToAnEngine() {
        var home = System.getProperty("user.home");
        return System.getenv("DOCKER_HOST") != null
                || Stream.of(
                                "/var/run/docker.sock",
                                home + "/.docker/run/docker.sock",
                                home + "/.testcontainers.properties",
                                System.getenv("XDG_RUNTIME_DIR") + "/docker.sock")
                        .map(Path::of)
                        .anyMatch(Files::exists);
    }
}
