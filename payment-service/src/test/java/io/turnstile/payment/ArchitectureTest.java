package io.turnstile.payment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.turnstile.payment", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule the_arrows_point_inwards = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("rest")
            .definedBy("..payment.rest..")
            .layer("consumer")
            .definedBy("..payment.consumer..")
            .layer("usecase")
            .definedBy("..payment.usecase..")
            .layer("model")
            .definedBy("..payment.model..")
            .whereLayer("rest")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("consumer")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("usecase")
            .mayOnlyBeAccessedByLayers("rest", "consumer");

    @ArchTest
    static final ArchRule the_model_knows_nothing_else_of_ours = noClasses()
            .that()
            .resideInAPackage("..payment.model..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are ours but not the model's",
                    type -> type.getPackageName().startsWith("io.turnstile")
                            && !type.getPackageName().startsWith("io.turnstile.payment.model")));

    @ArchTest
    static final ArchRule only_use_cases_write_events = noClasses()
            .that()
            .resideOutsideOfPackage("..payment.usecase..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.turnstile.contracts.outbox..");

    @ArchTest
    static final ArchRule everything_has_its_place = classes()
            .should()
            .resideInAnyPackage("..payment.rest..", "..payment.consumer..", "..payment.usecase..", "..payment.model..");
}
