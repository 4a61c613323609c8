package io.turnstile.venue.model;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much guessing is borne.
 *
 * @param perMinute logins of an account from one place, right or wrong, that one replica takes in a minute
 * @param failures so many of an account at one place lock it there
 * @param accountFailures so many of an account, anywhere, shut it for places that it was not used from lately
 * @param placeFailures so many from a place, whatever the accounts, shut it for accounts that were not used there lately
 * @param window failures longer ago than this are forgotten
 * @param lock how long a lock lasts; each further failure within the window locks anew
 * @param knownFor how long ago "lately" is
 */
public record LoginLimits(
        int perMinute,
        int failures,
        int accountFailures,
        int placeFailures,
        Duration window,
        Duration lock,
        Duration knownFor) {

    /** @throws ConfigurationException in one line, for it is all that the log then shows */
    public LoginLimits {
        if (IntStream.of(perMinute, failures, accountFailures, placeFailures).anyMatch(limit -> limit < 1)) {
            throw new ConfigurationException("a limit of turnstile.login is less than 1: nobody could log in");
        }
        if (!Stream.of(window, lock, knownFor).allMatch(Duration::isPositive)) {
            throw new ConfigurationException("a time of turnstile.login is not longer than 0: no limit would hold");
        }
    }
}
