package io.turnstile.bench;

/**
 * One line of the table.
 *
 * @param row the bench's name of it, such as {@code scan}
 * @param measure what was measured
 * @param product the absolute of the suite, with its unit
 * @param floor the absolute of the floor, with its unit; "–" where there is none
 * @param figure what is held against the target, such as a ratio
 * @param remark what a reader must know to read the figure; may be empty
 */
public record Line(
        String row,
        String measure,
        String product,
        String floor,
        String figure,
        String target,
        Verdict verdict,
        String remark) {

    public enum Verdict {
        REACHED,
        MISSED,
        /** The floor or a tool is missing; the remark says which. */
        SKIPPED,
        /** For reading only: it has no target. */
        SHOWN
    }
}
