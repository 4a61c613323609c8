package io.turnstile.contracts;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text for people: at least one character that is seen, and no control characters, which would break logs, terminals and
 * CSV. Counted as JSON Schema counts, by characters and not by the units of UTF-16.
 */
@Target({FIELD, PARAMETER, TYPE_USE, ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlainText.Rule.class)
public @interface PlainText {
    String message() default "must be 1 to {max} characters, not all of them blank and none a control character";

    int max();

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Rule implements ConstraintValidator<PlainText, String> {
        private static final int BYTE_ORDER_MARK = 0xFEFF;

        private int max;

        @Override
        public void initialize(PlainText constraint) {
            max = constraint.max();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return text == null
                    || text.codePointCount(0, text.length()) <= max
                            && text.codePoints().noneMatch(Character::isISOControl)
                            && !text.codePoints().allMatch(Rule::isBlank);
        }

        private static boolean isBlank(int character) {
            return Character.isWhitespace(character)
                    || Character.isSpaceChar(character)
                    || character == BYTE_ORDER_MARK;
        }
    }
}
