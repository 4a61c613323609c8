package io.turnstile.acceptance.fuzz;

/** One way to break a request. */
sealed interface Mutation permits ValueMutation, BodyMutation, MessageMutation {

    /** What a request must be answered with that was broken so. */
    enum Verdict {
        /** The document says: what it allows is accepted, all else is refused. */
        AS_DOCUMENTED,
        /** It must be refused, though the document's validator may not see why. */
        REFUSED,
        /** It may mean something else now; whatever the answer is, it must be a proper one. */
        PROPERLY_ANSWERED
    }

    String name();

    Verdict verdict();
}
