package io.turnstile.reporting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Requests and events come in on the left and reach the model through a use case; nothing points back. */
@AnalyzeClasses(packages = "io.turnstile", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String HERE = "io.turnstile.reporting";

    @ArchTest
    static final ArchRule arrows = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(HERE + "..")
            .layer("rest")
            .definedBy(HERE + ".rest..")
            .layer("consumer")
            .definedBy(HERE + ".consumer..")
            .layer("usecase")
            .definedBy(HERE + ".usecase..")
            .layer("model")
            .definedBy(HERE + ".model..")
            .whereLayer("rest")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("consumer")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("usecase")
            .mayOnlyBeAccessedByLayers("rest", "consumer");

    @ArchTest
    static final ArchRule modelKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage(HERE + ".model..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.turnstile.contracts..");

    @ArchTest
    static final ArchRule nobodyPublishes = noClasses()
            .that()
            .resideInAPackage(HERE + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.turnstile.contracts.outbox..");

    @ArchTest
    static final ArchRule everyClassHasItsPlace = classes()
            .that()
            .resideInAPackage(HERE + "..")
            .should()
            .resideInAnyPackage(HERE + ".rest..", HERE + ".consumer..", HERE + ".usecase..", HERE + ".model..");
}
