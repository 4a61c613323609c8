package io.turnstile.venue.model;

/**
 * An active venue as one scan sees it.
 *
 * @param assigned whether the scanning operator may scan here
 * @param servesFunction whether the scanned function can be redeemed here
 */
public record Gate(long venueId, String venueCode, String venueName, boolean assigned, boolean servesFunction) {}
