package io.turnstile.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What {@code sample-data.yaml} says; each element is the body of the request that creates it. */
public record SampleData(List<JsonNode> products, List<JsonNode> venues, List<JsonNode> operators) {

    public static SampleData read() {
        try (var file = SampleData.class.getResourceAsStream("/sample-data.yaml")) {
            return new YAMLMapper().readValue(file, SampleData.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Long> productIds() {
        return products.stream().map(product -> product.path("id").asLong()).toList();
    }

    /** An account for whoever plays a gate. */
    public Credentials operator() {
        var first = operators.getFirst();
        return new Credentials(
                first.path("username").asText(), first.path("password").asText());
    }

    public record Credentials(String username, String password) {}
}
