package io.turnstile.venue.rest;

import io.turnstile.venue.model.Venue;
import java.util.List;

record VenueView(long venueId, String venueCode, String venueName, List<String> supportedFunctions, boolean isActive) {
    static VenueView of(Venue venue) {
        return new VenueView(venue.id(), venue.code(), venue.name(), venue.supportedFunctions(), venue.isActive());
    }
}
