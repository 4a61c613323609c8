package io.turnstile.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.platform.Repository;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class GatewayProblemTest {
    private final JsonNode document = new ObjectMapper()
            .readTree(Repository.root().resolve("openapi/openapi-3.0.3.json").toFile());

    GatewayProblemTest() throws IOException {}

    @Test
    void every_code_stands_in_the_api_document() {
        var codes = StreamSupport.stream(
                        document.at("/components/schemas/ProblemCode/enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        for (var problem : GatewayProblem.values()) {
            assertThat(codes).contains(problem.name());
        }
    }

    @Test
    void every_operation_tells_what_it_looks_like_to_be_too_fast_and_those_with_a_body_to_be_too_slow_or_too_large() {
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    var responses = operation.path("responses");
                    if (responses.isMissingNode()) {
                        return;
                    }
                    var id = operation.path("operationId").asText();
                    assertThat(responses.has("429")).as("429 of %s", id).isTrue();
                    if (operation.has("requestBody")) {
                        assertThat(responses.has("408")).as("408 of %s", id).isTrue();
                        assertThat(responses.has("413")).as("413 of %s", id).isTrue();
                    }
                }));
    }
}
