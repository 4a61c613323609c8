package io.turnstile.venue.usecase;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.venue.model.Operator;
import io.turnstile.venue.model.OperatorRole;
import io.turnstile.venue.usecase.AdministerOperators.Profile;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Somebody has to create the other accounts. There is no default: an account that all the world knows is none. */
@ApplicationScoped
class CreateFirstSupervisor {
    private static final Logger LOG = Logger.getLogger(CreateFirstSupervisor.class);

    private final AdministerOperators operators;
    private final Optional<String> username;
    private final Optional<String> password;

    CreateFirstSupervisor(
            AdministerOperators operators,
            @ConfigProperty(name = "turnstile.first-supervisor.username") Optional<String> username,
            @ConfigProperty(name = "turnstile.first-supervisor.password") Optional<String> password) {
        this.operators = operators;
        this.username = username;
        this.password = password;
    }

    /** @throws ConfigurationException where one of the two is missing or breaks the rules */
    @ActivateRequestContext
    void atStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        if (username.isEmpty() && password.isEmpty()) {
            return;
        }
        if (!username.orElse("").matches(Operator.USERNAME)) {
            throw new ConfigurationException("SUPERVISOR_USERNAME is missing or not of the form " + Operator.USERNAME);
        }
        var known = password.orElseThrow(() -> new ConfigurationException("SUPERVISOR_PASSWORD is missing"));
        createUnlessThereIsOne(username.orElseThrow(), known);
    }

    private void createUnlessThereIsOne(String username, String password) {
        if (Operator.activeSupervisors() > 0) {
            return;
        }
        PasswordRule.firstBroken(username, password).ifPresent(rule -> {
            throw new ConfigurationException("SUPERVISOR_PASSWORD " + rule.message());
        });
        try {
            operators.create(null, username, password, new Profile(null, OperatorRole.SUPERVISOR, List.of(), true));
            LOG.infof("the first supervisor, %s, was created", username);
        } catch (ProblemException e) {
            if (e.code() != ProblemCode.OPERATOR_EXISTS) {
                throw e;
            }
            // Another replica was faster; or the name belongs to an account that is none or not active.
            LOG.warnf("the first supervisor was not created: %s", e.getMessage());
        }
    }
}
