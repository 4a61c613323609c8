package io.turnstile.local.suite;

import io.turnstile.local.LocalException;
import io.turnstile.local.gateway.Backend;
import io.turnstile.local.suite.PortPlan.PortUse;
import io.turnstile.platform.AotCaches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One process of a service: the one that runs now, or the next one after it ended. */
final class ServiceInstance {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");
    /** What somebody who tests or attacks a suite from one address may want to set; no shell holds it by chance. */
    private static final Pattern LOGIN_LIMITS = Pattern.compile("TURNSTILE_(LOGIN|PASSWORD)_.*");

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    /** More than a service takes for its last requests: QUARKUS_SHUTDOWN_DELAY, and 10 s to finish them. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final String name;
    private final String service;
    private final int port;
    private final int managementPort;
    private final Map<String, String> environment;
    private final Path jar;
    private final AotCaches caches;
    private final DataFolder folder;
    private Process process;

    /** @param environment as the service's manifest gives it; the ports of this machine are added here */
    ServiceInstance(
            ServiceManifest manifest,
            int replica,
            PortPlan ports,
            Map<String, String> environment,
            Path jar,
            AotCaches caches,
            DataFolder folder) {
        this.service = manifest.name();
        this.name = replica == 0 ? service : service + "-" + (replica + 1);
        this.port = ports.service(manifest.position(), replica);
        this.managementPort = ports.management(manifest.position(), replica);
        this.environment = environment;
        this.jar = jar;
        this.caches = caches;
        this.folder = folder;
    }

    String name() {
        return name;
    }

    String service() {
        return service;
    }

    Backend.Address address() {
        return new Backend.Address(port, managementPort);
    }

    Stream<PortUse> ports() {
        return Stream.of(new PortUse(port, name), new PortUse(managementPort, "the management of " + name));
    }

    SuiteDescription.Service description() {
        return new SuiteDescription.Service(name, service, pid(), port, managementPort, log().toString());
    }

    Path log() {
        return folder.logs().resolve(name + ".log");
    }

    synchronized long pid() {
        return process.pid();
    }

    /** @throws LocalException where there is nothing to start */
    void requireBuilt() {
        if (Files.notExists(jar)) {
            throw new LocalException(service + " is not built; ./turnstile build does it");
        }
    }

    /** One log per start of the suite, and the one before it. */
    void keepFormerLog() {
        try {
            if (Files.exists(log())) {
                Files.move(log(), folder.logs().resolve(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param onExit runs when the process has ended, whyever */
    synchronized void start(Runnable onExit) {
        var builder = new ProcessBuilder(command())
                .directory(folder.run().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        var variables = builder.environment();
        // What the shell happens to hold must not configure a service; the manifest does.
        variables
                .keySet()
                .removeIf(name ->
                        !INHERITED.contains(name) && !LOGIN_LIMITS.matcher(name).matches());
        variables.putAll(environment);
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        variables.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        variables.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new LocalException(name + " cannot be started: " + e.getMessage(), e);
        }
        pidFile().write(process.toHandle());
        process.onExit().thenRun(onExit);
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) {
            // Ctrl-C in a terminal then reaches the launcher alone, which stops everything in its order.
            command.add(SETSID.toString());
        }
        var arguments = new ArrayList<>(
                List.of(environment.getOrDefault("JAVA_OPTS_APPEND", "").strip().split("\\s+")));
        arguments.removeIf(String::isEmpty);
        arguments.addAll(List.of("-jar", jar.toString()));
        command.addAll(caches.java(service, arguments));
        return command;
    }

    /** @throws LocalException when the process ends first, or takes too long */
    void awaitReady() {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Readiness.isReady(managementPort)) {
            if (endsWithinMillis(100)) {
                throw new LocalException(
                        "%s ended while it was starting: %s (see %s)".formatted(name, reason(), log()));
            }
            if (System.nanoTime() > deadline) {
                throw new LocalException(
                        "%s was not ready within %d s (see %s)".formatted(name, START_LIMIT.toSeconds(), log()));
            }
        }
    }

    private boolean endsWithinMillis(int millis) {
        try {
            return current().waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("interrupted while " + name + " was starting", e);
        }
    }

    private synchronized Process current() {
        return process;
    }

    private String reason() {
        try (var lines = Files.lines(log())) {
            return lines.filter(
                            line -> line.contains("Exception: ") || line.contains("ERROR") || line.contains("Error: "))
                    .reduce((_, later) -> later)
                    .map(String::strip)
                    .orElse("exit code " + current().exitValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the process to end, and kills it when it has not after a while. */
    void stop() {
        var running = current();
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(caches.patience(STOP_LIMIT))) {
                running.destroyForcibly().waitFor(STOP_LIMIT);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            running.destroyForcibly();
        }
        pidFile().delete();
    }

    private PidFile pidFile() {
        return new PidFile(folder.serviceProcesses().resolve(name + ".pid"));
    }
}
