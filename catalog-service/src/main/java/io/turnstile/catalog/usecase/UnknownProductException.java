package io.turnstile.catalog.usecase;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;

/** PRODUCT_NOT_FOUND: there is none with this id, or none that the caller may see. */
public class UnknownProductException extends ProblemException {
    public UnknownProductException(long id) {
        super(ProblemCode.PRODUCT_NOT_FOUND, "there is no product " + id);
    }
}
