package io.turnstile.contracts.problem;

import java.util.List;

/** A request is refused for a reason that its sender can act on. */
public class ProblemException extends RuntimeException {
    private final ProblemCode code;
    private final List<Problem.FieldError> errors;

    /** @param detail for humans; it is sent to the client */
    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, List.of());
    }

    private ProblemException(ProblemCode code, String detail, List<Problem.FieldError> errors) {
        // A refusal is an answer, not a fault: no stack trace.
        super(detail, null, false, false);
        this.code = code;
        this.errors = errors;
    }

    /**
     * One field or parameter is not valid in a way that bean validation does not tell.
     *
     * @param field as the client wrote it
     */
    public static ProblemException invalid(String field, String message) {
        return new ProblemException(
                ProblemCode.VALIDATION_ERROR, "see errors", List.of(new Problem.FieldError(field, message)));
    }

    public ProblemCode code() {
        return code;
    }

    public List<Problem.FieldError> errors() {
        return errors;
    }
}
