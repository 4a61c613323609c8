package io.turnstile.payment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import io.turnstile.platform.testing.ServiceArchitecture;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String SIGNATURE_CHECK = "io.turnstile.payment.rest.SignatureCheck";

    /** Each stops at the first difference, and how soon it stops tells how much of a guess was right. */
    private static final Set<String> COMPARISONS = Set.of(
            "equals", "contentEquals", "equalsIgnoreCase", "compareTo", "compare", "mismatch", "contains", "indexOf");

    @Test
    void requests_and_events_reach_the_model_through_use_cases() {
        ServiceArchitecture.assertHolds("io.turnstile.payment");
    }

    @Test
    void signatures_are_compared_in_constant_time_and_in_no_other_way() {
        var ours = ServiceArchitecture.classesOf("io.turnstile.payment");
        classes()
                .that()
                .haveFullyQualifiedName(SIGNATURE_CHECK)
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .check(ours);
        noClasses()
                .that()
                .haveFullyQualifiedName(SIGNATURE_CHECK)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "bytes or texts are compared with " + COMPARISONS,
                        (JavaCall<?> call) -> COMPARISONS.contains(call.getName())
                                && !call.getTargetOwner().isEquivalentTo(Duration.class)))
                .check(ours);
    }
}
