package io.turnstile.acceptance.faults.scenario;

import java.util.List;

/** {@code kill -9}; the launcher starts again what it finds dead, as a cluster would. */
public sealed interface Kill extends Scenario {

    /** All instances at once: the service is gone. */
    record WholeService(String service) implements Kill {
        @Override
        public void strike(Stage stage) {
            Stage.kill(stage.instancesOf(service));
        }

        @Override
        public String name() {
            return "kill " + service;
        }
    }

    /** One instance of two: the other goes on. */
    record OneReplica(String service) implements Kill {
        @Override
        public void strike(Stage stage) {
            var instances = stage.instancesOf(service);
            Stage.kill(List.of(instances.get(stage.random().nextInt(instances.size()))));
        }

        @Override
        public String name() {
            return "kill one replica of " + service;
        }
    }

    /** PostgreSQL, Kafka or Kafka Connect. */
    record PlatformPart(String part) implements Kill {
        @Override
        public void strike(Stage stage) {
            Stage.kill(List.of(stage.part(part)));
        }

        @Override
        public String name() {
            return "kill " + part;
        }
    }
}
