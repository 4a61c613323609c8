package io.turnstile.venue.usecase;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.venue.model.Operator;
import io.turnstile.venue.model.OperatorRole;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class CreateFirstSupervisorTest {
    @Inject
    AdministerOperators operators;

    @Test
    @TestTransaction
    void the_environment_names_the_first_supervisor() {
        assertEquals(
                OperatorRole.SUPERVISOR, Operator.named("sam").orElseThrow().role());
    }

    @Test
    @TestTransaction
    void a_second_start_creates_nobody() {
        start("tom");
        assertTrue(Operator.named("tom").isEmpty());
    }

    /** It was replaced long ago; the Secret may still stand in the cluster. */
    @Test
    @TestTransaction
    void a_weak_password_stops_no_start_that_does_not_need_it() {
        start("tom", "tom-tom-tom");
        assertTrue(Operator.named("tom").isEmpty());
        Operator.update("active = false WHERE role = ?1", OperatorRole.SUPERVISOR);
        Map.of(
                        "short", "SUPERVISOR_PASSWORD must have 8 characters or more",
                        "tom-tom-tom", "SUPERVISOR_PASSWORD must not contain the user name",
                        "Supervisor123", "SUPERVISOR_PASSWORD is among the most common passwords")
                .forEach((password, message) -> assertEquals(
                        message,
                        assertThrows(ConfigurationException.class, () -> start("tom", password))
                                .getMessage()));
    }

    @Test
    @TestTransaction
    void somebody_new_comes_where_no_supervisor_is_active() {
        Operator.update("active = false WHERE role = ?1", OperatorRole.SUPERVISOR);
        start("tom");
        assertEquals(
                OperatorRole.SUPERVISOR, Operator.named("tom").orElseThrow().role());
    }

    @Test
    void without_a_name_nothing_happens() {
        assertDoesNotThrow(() ->
                new CreateFirstSupervisor(operators, Optional.empty(), Optional.empty()).atStart(new StartupEvent()));
    }

    private void start(String username) {
        start(username, "long-enough");
    }

    private void start(String username, String password) {
        new CreateFirstSupervisor(operators, Optional.of(username), Optional.of(password)).atStart(new StartupEvent());
    }
}
