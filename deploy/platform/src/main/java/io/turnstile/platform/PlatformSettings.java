package io.turnstile.platform;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * How to run a platform on this machine.
 *
 * @param dataFolder holds all data, logs and process ids; a start on a used folder goes on with its data
 * @param postgresPort 0: a free one; the same holds for the other ports
 * @param durable whether committed data outlives a power cut; false is for tests, whose data nobody keeps
 * @param withConnect whether Kafka Connect runs too
 * @param caches what the broker and Connect start faster with
 * @param passwordOfSecret from the name of a Secret in the manifests to the password in it
 * @param progress told what starts and how long it took
 */
public record PlatformSettings(
        Path dataFolder,
        int postgresPort,
        int kafkaPort,
        int connectPort,
        boolean durable,
        boolean withConnect,
        AotCaches caches,
        UnaryOperator<String> passwordOfSecret,
        Consumer<String> progress) {}
