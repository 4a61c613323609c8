package io.turnstile.venue.model;

import java.time.Instant;

/** What a scan's situation calls for. Only writing it down makes it a verdict: another scan may have been faster. */
public sealed interface Judgement {
    /** The same scan was judged before. */
    record Repeated(Verdict verdict) implements Judgement {}

    /** The key of the scan belongs to another scan. */
    record KeyReused() implements Judgement {}

    /** The operator's account was closed, or its tokens revoked, after the token was given. */
    record TokenRevoked() implements Judgement {}

    /** The operator may not scan at this venue. */
    record NotAssigned() implements Judgement {}

    record Refuse(Verdict.Refused verdict) implements Judgement {}

    /**
     * @param entitlement of the scanned function, with the uses that were seen
     * @param ts when the use is spent
     */
    record Admit(Ticket ticket, Entitlement entitlement, Gate gate, Instant ts) implements Judgement {}
}
