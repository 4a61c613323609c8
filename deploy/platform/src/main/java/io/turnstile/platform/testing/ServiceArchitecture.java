package io.turnstile.platform.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * The arrows that hold in every service: requests and events come in through {@code rest} and {@code consumer} and reach
 * the {@code model} through a {@code usecase}, which opens the transaction; nothing points back.
 */
public final class ServiceArchitecture {
    private ServiceArchitecture() {}

    /** @param service its base package, such as {@code io.turnstile.order} */
    public static void assertHolds(String service) {
        var classes = classesOf(service);
        rules(service).forEach(rule -> rule.check(classes));
    }

    /** A service's own classes, without its tests. */
    public static JavaClasses classesOf(String service) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(service);
    }

    private static List<ArchRule> rules(String service) {
        return List.of(
                layers(service),
                classes()
                        .should()
                        .resideInAnyPackage(
                                service + ".rest..",
                                service + ".consumer..",
                                service + ".usecase..",
                                service + ".model..")
                        .because("every class has its place"),
                noClasses()
                        .that()
                        .resideInAPackage(service + ".model..")
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage("io.turnstile..").and(not(resideInAPackage(service + ".model.."))))
                        .because("the model knows nothing else of ours"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(service + ".usecase..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.turnstile.contracts.outbox..")
                        .because("only use cases publish")
                        .allowEmptyShould(true),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(service + ".usecase..")
                        .should()
                        .dependOnClassesThat(assignableTo("jakarta.transaction.Transactional")
                                .or(assignableTo("io.quarkus.narayana.jta.QuarkusTransaction")))
                        .because("a use case is one transaction, or knows why it is none"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(service + ".model..")
                        .should()
                        .dependOnClassesThat(assignableTo("jakarta.persistence.EntityManager")
                                .or(assignableTo("javax.sql.DataSource")))
                        .because("only the model speaks SQL"),
                noFields()
                        .should()
                        .beAnnotatedWith("jakarta.inject.Inject")
                        .because("what a class needs stands in its constructor"));
    }

    private static ArchRule layers(String service) {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("rest")
                .definedBy(service + ".rest..")
                .layer("consumer")
                .definedBy(service + ".consumer..")
                .layer("usecase")
                .definedBy(service + ".usecase..")
                .layer("model")
                .definedBy(service + ".model..")
                .whereLayer("rest")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("consumer")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("usecase")
                .mayOnlyBeAccessedByLayers("rest", "consumer");
    }
}
