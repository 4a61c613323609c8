package io.turnstile.venue.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Entitlements as the database writes and keeps them. */
@ApplicationScoped
class EntitlementJson {
    private static final TypeReference<List<Entitlement>> LIST = new TypeReference<>() {};

    private final ObjectMapper mapper;

    EntitlementJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** @param json null where a ticket holds nothing */
    List<Entitlement> read(String json) {
        try {
            return json == null ? List.of() : mapper.readValue(json, LIST);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored entitlements cannot be read", e);
        }
    }

    String write(List<Entitlement> entitlements) {
        try {
            return mapper.writeValueAsString(entitlements);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("entitlements cannot be written", e);
        }
    }
}
