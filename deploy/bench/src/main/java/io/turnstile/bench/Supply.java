package io.turnstile.bench;

import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * How many requests to make for a load: more than it can get answered, and not many times as many, for making them takes as
 * long as sending them to a service that has just started. Where they run out the load is made again with more.
 */
public final class Supply {
    private static final double GROWTH = 3;
    private static final double LEAST_PER_SECOND = 300;

    /** At first more than a service that has just started gets answered. */
    private double perSecond = 1_500;

    public int forSeconds(int seconds) {
        return (int) (seconds * perSecond);
    }

    /**
     * As many as the connections get answered.
     *
     * @param requests makes so many that were not sent before
     * @throws BenchException where one is refused
     */
    public Wrk.Answers send(Wrk wrk, String url, int connections, int seconds, IntFunction<Stream<Request>> requests) {
        var answers = wrk.once(url, connections, seconds, requests.apply(forSeconds(seconds)));
        while (answers.exhausted()) {
            perSecond *= GROWTH;
            answers = wrk.once(url, connections, seconds, requests.apply(forSeconds(seconds)));
        }
        if (answers.refused() > 0) {
            throw new BenchException(answers.refused() + " requests were refused");
        }
        // The next load will not get so many times as many answered.
        perSecond = Math.max(answers.perSecond() * GROWTH, LEAST_PER_SECOND);
        return answers;
    }
}
