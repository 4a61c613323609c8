package io.turnstile.ticket;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.turnstile.contracts.outbox.Outbox;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

@AnalyzeClasses(packages = "io.turnstile.ticket", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ARROWS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("rest")
            .definedBy("io.turnstile.ticket.rest..")
            .layer("consumer")
            .definedBy("io.turnstile.ticket.consumer..")
            .layer("usecase")
            .definedBy("io.turnstile.ticket.usecase..")
            .layer("model")
            .definedBy("io.turnstile.ticket.model..")
            .ensureAllClassesAreContainedInArchitecture()
            .whereLayer("rest")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("consumer")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("usecase")
            .mayOnlyBeAccessedByLayers("rest", "consumer");

    @ArchTest
    static final ArchRule MODEL_KNOWS_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("io.turnstile.ticket.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.turnstile.contracts..", "io.turnstile.ticket.[rest|consumer|usecase]..");

    @ArchTest
    static final ArchRule ONLY_USE_CASES_WRITE_THE_OUTBOX = noClasses()
            .that()
            .resideOutsideOfPackage("io.turnstile.ticket.usecase..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Outbox.class);

    @ArchTest
    static final ArchRule ONLY_USE_CASES_OPEN_TRANSACTIONS = noClasses()
            .that()
            .resideOutsideOfPackage("io.turnstile.ticket.usecase..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Transactional.class);

    @ArchTest
    static final ArchRule ONLY_THE_MODEL_SPEAKS_SQL = noClasses()
            .that()
            .resideOutsideOfPackage("io.turnstile.ticket.model..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(EntityManager.class);

    @ArchTest
    static final ArchRule FIELDS_ARE_NOT_INJECTED = noFields().should().beAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule CONSUMERS_ARE_NAMED_BY_THEIR_STREAM = classes()
            .that()
            .resideInAPackage("io.turnstile.ticket.consumer..")
            .should()
            .haveSimpleNameEndingWith("Consumer");
}
