package io.turnstile.catalog;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.turnstile.catalog", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule arrows_point_inward = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("rest")
            .definedBy("io.turnstile.catalog.rest")
            .layer("consumer")
            .definedBy("io.turnstile.catalog.consumer")
            .layer("usecase")
            .definedBy("io.turnstile.catalog.usecase")
            .layer("model")
            .definedBy("io.turnstile.catalog.model")
            .whereLayer("rest")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("consumer")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("usecase")
            .mayOnlyBeAccessedByLayers("rest", "consumer");

    @ArchTest
    static final ArchRule every_class_has_its_layer = classes()
            .should()
            .resideInAnyPackage(
                    "io.turnstile.catalog.rest",
                    "io.turnstile.catalog.consumer",
                    "io.turnstile.catalog.usecase",
                    "io.turnstile.catalog.model");

    @ArchTest
    static final ArchRule the_model_knows_nothing_else_of_ours = noClasses()
            .that()
            .resideInAPackage("..model")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.turnstile..").and(resideOutsideOfPackage("io.turnstile.catalog.model")));

    @ArchTest
    static final ArchRule only_use_cases_publish = noClasses()
            .that()
            .resideOutsideOfPackage("..usecase")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.turnstile.contracts.outbox");
}
