package io.turnstile.ticket;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.turnstile.platform.testing.ServiceArchitecture;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String HERE = "io.turnstile.ticket";

    @Test
    void requests_and_events_reach_the_model_through_use_cases() {
        ServiceArchitecture.assertHolds(HERE);
    }

    @Test
    void only_use_cases_open_transactions() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HERE + ".usecase..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Transactional.class)
                .check(ServiceArchitecture.classesOf(HERE));
    }

    @Test
    void only_the_model_speaks_sql() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HERE + ".model..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(EntityManager.class)
                .check(ServiceArchitecture.classesOf(HERE));
    }
}
