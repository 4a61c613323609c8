package io.turnstile.platform;

import org.apache.kafka.connect.cli.ConnectDistributed;

/** Kafka Connect's process: a worker that finds Debezium on its class path. */
final class ConnectMain {
    private ConnectMain() {}

    public static void main(String[] arguments) {
        OrphanGuard.watchParent();
        ConnectDistributed.main(arguments);
    }
}
