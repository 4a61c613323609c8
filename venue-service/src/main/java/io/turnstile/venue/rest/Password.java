package io.turnstile.venue.rest;

import io.turnstile.venue.usecase.Passwords;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A password that may be set: long enough to be worth something, short enough that bcrypt sees all of it. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Password.Rule.class)
@interface Password {
    String message() default "must have 8 characters or more and 72 bytes or fewer";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Rule implements ConstraintValidator<Password, String> {
        @Override
        public boolean isValid(String password, ConstraintValidatorContext context) {
            return password == null || (password.length() >= Passwords.MIN_CHARACTERS && Passwords.fits(password));
        }
    }
}
