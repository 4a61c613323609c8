package io.turnstile.catalog.rest;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashSet;

/** The members of a product fit together: its sale ends after it starts, and it lists each function once. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Coherent.Validator.class)
@interface Coherent {
    String message() default "does not fit together";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reports on the member at fault; what is absent is another constraint's business. */
    class Validator implements ConstraintValidator<Coherent, ProductRequest> {
        @Override
        public boolean isValid(ProductRequest product, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            // Not &&: the client learns of both at once.
            return saleEndsAfterItStarts(product, context) & eachFunctionOnce(product, context);
        }

        private static boolean saleEndsAfterItStarts(ProductRequest product, ConstraintValidatorContext context) {
            var start = product.saleStartAt();
            var end = product.saleEndAt();
            if (start == null || end == null || end.isAfter(start)) {
                return true;
            }
            context.buildConstraintViolationWithTemplate("must be later than sale_start_at")
                    .addPropertyNode("saleEndAt")
                    .addConstraintViolation();
            return false;
        }

        private static boolean eachFunctionOnce(ProductRequest product, ConstraintValidatorContext context) {
            if (product.functions() == null) {
                return true;
            }
            var seen = new HashSet<String>();
            var valid = true;
            for (var i = 0; i < product.functions().size(); i++) {
                var function = product.functions().get(i);
                if (function != null && function.functionCode() != null && !seen.add(function.functionCode())) {
                    context.buildConstraintViolationWithTemplate("occurs twice")
                            .addPropertyNode("functions")
                            .addPropertyNode("functionCode")
                            .inIterable()
                            .atIndex(i)
                            .addConstraintViolation();
                    valid = false;
                }
            }
            return valid;
        }
    }
}
