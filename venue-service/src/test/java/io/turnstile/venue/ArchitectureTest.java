package io.turnstile.venue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** rest, consumer -> usecase -> model; only a use case reaches the outbox. */
@AnalyzeClasses(packages = "io.turnstile.venue", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule everything_has_its_place = classes()
            .should()
            .resideInAnyPackage(
                    "io.turnstile.venue.rest..",
                    "io.turnstile.venue.consumer..",
                    "io.turnstile.venue.usecase..",
                    "io.turnstile.venue.model..");

    @ArchTest
    static final ArchRule the_model_knows_nothing_of_ours = noClasses()
            .that()
            .resideInAPackage("io.turnstile.venue.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.turnstile.contracts..",
                    "io.turnstile.venue.rest..",
                    "io.turnstile.venue.consumer..",
                    "io.turnstile.venue.usecase..");

    @ArchTest
    static final ArchRule use_cases_know_nobody_who_calls_them = noClasses()
            .that()
            .resideInAPackage("io.turnstile.venue.usecase..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.turnstile.venue.rest..", "io.turnstile.venue.consumer..");

    @ArchTest
    static final ArchRule gates_and_streams_do_not_know_each_other = noClasses()
            .that()
            .resideInAPackage("io.turnstile.venue.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.turnstile.venue.consumer..");

    @ArchTest
    static final ArchRule only_use_cases_publish = noClasses()
            .that()
            .resideOutsideOfPackage("io.turnstile.venue.usecase..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.turnstile.contracts.outbox..");
}
