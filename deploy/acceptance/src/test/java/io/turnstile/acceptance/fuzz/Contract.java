package io.turnstile.acceptance.fuzz;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.turnstile.acceptance.fuzz.ApiDocument.Operation;
import io.turnstile.platform.Repository;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the OpenAPI document allows, as its validator understands it. */
final class Contract {
    private final OpenApiInteractionValidator validator = OpenApiInteractionValidator.createForSpecificationUrl(
                    Repository.root()
                            .resolve("openapi/openapi-3.0.3.json")
                            .toUri()
                            .toString())
            .withBasePathOverride("/")
            .build();

    /** What the document says of every path, in words. */
    private static final Pattern HIDDEN_IN_A_PATH = Pattern.compile("%(2F|5C|25|3B|[01].|7F)");

    /** @return what the document does not allow in a request of these values */
    List<String> faults(Draft draft, Message message) {
        var path = draft.operation().path();
        for (var parameter : draft.parameters().entrySet()) {
            if (parameter.getKey().in().equals("path")) {
                path = path.replace(
                        "{" + parameter.getKey().name() + "}", Draft.encoded(Draft.text(parameter.getValue())));
            }
        }
        var request = new SimpleRequest.Builder(draft.operation().method(), path);
        draft.parameters().forEach((parameter, value) -> {
            if (parameter.in().equals("query")) {
                request.withQueryParam(parameter.name(), Draft.texts(value));
            }
        });
        message.headers.forEach(header -> request.withHeader(
                header.name(),
                new String(header.value().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)));
        if (message.body != null) {
            request.withBody(message.body);
        }
        var faults = new ArrayList<>(faults(validator.validateRequest(request.build())));
        if (HIDDEN_IN_A_PATH.matcher(path).find()) {
            faults.add("the path is not in its normal form");
        }
        return faults;
    }

    /** @return what the document does not allow in an answer of the operation */
    List<String> faults(Operation operation, Response response) {
        var answer = SimpleResponse.Builder.status(response.status());
        response.headers().forEach(header -> answer.withHeader(header.name(), header.value()));
        if (response.body().length > 0) {
            answer.withBody(response.body());
        }
        return faults(validator.validateResponse(operation.path(), Method.valueOf(operation.method()), answer.build()));
    }

    private static List<String> faults(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .flatMap(message -> Stream.of(message.getMessage()))
                .toList();
    }
}
