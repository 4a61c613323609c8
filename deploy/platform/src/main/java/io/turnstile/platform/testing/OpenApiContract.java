package io.turnstile.platform.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.turnstile.platform.Repository;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** Holds every request and response of a test against the API document, the one truth about HTTP. */
public final class OpenApiContract {
    /** REST Assured adds a token only after its filters ran; whether one is needed is the service's own answer to give. */
    private static final String TOKEN_NOT_SEEN_YET = "validation.request.security";

    private static final OpenApiValidationFilter BOTH_WAYS = filter(
            LevelResolver.create().withLevel(TOKEN_NOT_SEEN_YET, Level.IGNORE).build());
    private static final OpenApiValidationFilter RESPONSE_ONLY = filter(
            LevelResolver.create().withLevel("validation.request", Level.IGNORE).build());

    private static final OpenApiInteractionValidator ANSWERS = validator(LevelResolver.defaultResolver());

    private OpenApiContract() {}

    /** REST Assured's {@code given()}; a request or a response that the document does not allow fails the test. */
    public static RequestSpecification given() {
        return RestAssured.given().filter(BOTH_WAYS);
    }

    /** For requests that are broken on purpose: the answer alone must keep to the document. */
    public static RequestSpecification givenBroken() {
        return RestAssured.given().filter(RESPONSE_ONLY);
    }

    /**
     * For those who send more requests than REST Assured has the time for.
     *
     * @return what the document does not allow in the answer
     */
    public static List<String> flawsOf(String method, String path, HttpResponse<String> answer) {
        var response = SimpleResponse.Builder.status(answer.statusCode());
        answer.headers().map().forEach(response::withHeader);
        if (!answer.body().isEmpty()) {
            response.withBody(answer.body());
        }
        return ANSWERS.validateResponse(path, Request.Method.valueOf(method), response.build()).getMessages().stream()
                .filter(message -> message.getLevel() == Level.ERROR)
                .map(ValidationReport.Message::getMessage)
                .toList();
    }

    /**
     * Fails where a service serves an endpoint that the document does not list under the service's tag, or the document
     * lists one that the service does not serve.
     *
     * @param basePackage whose JAX-RS resources are the service's endpoints
     * @param files what the service serves beside them from files, as {@code GET /openapi/}; that it does is for the
     *     caller to test
     */
    public static void assertEndpointsListed(String tag, String basePackage, String... files) {
        var served = ServedEndpoints.under(basePackage);
        served.addAll(List.of(files));
        Assertions.assertEquals(
                DocumentedEndpoints.ofTag(tag),
                served,
                "what openapi-3.0.3.json lists under the tag '" + tag + "' (first) and what is served (second) differ");
    }

    private static OpenApiValidationFilter filter(LevelResolver levels) {
        return new OpenApiValidationFilter(validator(levels));
    }

    private static OpenApiInteractionValidator validator(LevelResolver levels) {
        var document = Repository.root().resolve("openapi").resolve("openapi-3.0.3.json");
        return OpenApiInteractionValidator.createForSpecificationUrl(
                        document.toUri().toString())
                .withBasePathOverride("/")
                .withLevelResolver(levels)
                .build();
    }
}
