package io.turnstile.bench;

/** How many requests to make for a load: more than it can get answered, and not many times as many. */
public final class Supply {
    private static final double GROWTH = 2.5;
    private static final double LEAST_PER_SECOND = 1_000;

    private double perSecond;

    /** @param perSecond more than the first load will get answered */
    public Supply(double perSecond) {
        this.perSecond = perSecond;
    }

    public int forSeconds(int seconds) {
        return (int) (seconds * perSecond);
    }

    /** The next load will not get {@value #GROWTH} times as many answered. */
    public void answered(double perSecond) {
        this.perSecond = Math.max(perSecond * GROWTH, LEAST_PER_SECOND);
    }
}
