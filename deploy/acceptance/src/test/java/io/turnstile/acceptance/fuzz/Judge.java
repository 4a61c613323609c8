package io.turnstile.acceptance.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Says what is wrong with an answer. */
final class Judge {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A text with markup in it is sent back to whoever sent it; these are of the document and its page. */
    private static final Set<String> PUBLIC_TEXTS = Set.of("getOpenApi", "getOpenApiPage");

    private final ApiDocument document;
    private final Contract contract;
    private final Set<String> codes;

    Judge(ApiDocument document, Contract contract) {
        this.document = document;
        this.contract = contract;
        this.codes = document.problemCodes();
    }

    /** @param unlike what the document does not allow in the request */
    List<String> faults(Request request, List<String> unlike, Response response) {
        var faults = new ArrayList<String>();
        if (!response.isThere()) {
            return List.of("no answer: " + response.fault());
        }
        if (response.status() >= 500) {
            faults.add("status " + response.status());
        }
        if (!PUBLIC_TEXTS.contains(request.operation().id()) || response.isRefusal()) {
            Leaks.in(response.text()).forEach(leak -> faults.add("tells of the inside: " + leak));
        }
        if (request.isAnsweredWithoutBody()) {
            return faults;
        }
        var problem = response.isRefusal() ? problem(response, faults) : null;
        if (request.isWellFramed()) {
            contract.faults(request.operation(), response)
                    .forEach(fault -> faults.add("undocumented answer: " + fault));
        }
        expected(request, unlike, response, problem, faults);
        return faults;
    }

    private void expected(
            Request request, List<String> unlike, Response response, JsonNode problem, List<String> faults) {
        switch (request.verdict()) {
            case REFUSED -> {
                if (!response.isRefusal()) {
                    faults.add("accepted, though it is broken");
                }
            }
            case AS_DOCUMENTED -> {
                if (!unlike.isEmpty() && !response.isRefusal()) {
                    faults.add("accepted, though the document does not allow it: " + unlike);
                }
                if (unlike.isEmpty() && problem != null) {
                    tooMuchPromised(request, response, problem, faults);
                }
            }
            case PROPERLY_ANSWERED -> {}
        }
        // The gateway refuses some before it is known what their parts mean, and closes the connection.
        var isOfTheWhole =
                response.header("Connection").filter("close"::equalsIgnoreCase).isPresent();
        if (problem != null && response.status() == 400 && request.isWellFramed() && !isOfTheWhole) {
            namesTheField(request, problem, faults);
        }
    }

    /** What the document allows is refused for a rule in words alone. */
    private void tooMuchPromised(Request request, Response response, JsonNode problem, List<String> faults) {
        var fields = fields(problem);
        var isByRule = !request.isPlain()
                && !fields.isEmpty()
                && fields.stream().allMatch(field -> document.hasRule(request.operation(), field));
        var isAboutTheRequest = Set.of(400, 405, 406, 413, 414, 415, 431).contains(response.status())
                || problem.path("code").asText().equals("UNAUTHENTICATED");
        if (isAboutTheRequest && !isByRule) {
            faults.add("refused, though the document allows it");
        }
    }

    private static void namesTheField(Request request, JsonNode problem, List<String> faults) {
        var fields = fields(problem);
        var isAboutTheWhole =
                request.mutations().stream().anyMatch(BodyMutation.class::isInstance) || fields.contains("body");
        if (fields.isEmpty() && !isAboutTheWhole) {
            faults.add("names no field");
        }
        request.place().filter(_ -> !fields.isEmpty()).ifPresent(place -> {
            if (fields.stream().noneMatch(field -> isAbout(field, place))) {
                faults.add("is about %s, and names %s".formatted(place, fields));
            }
        });
    }

    /** The place itself, what it stands in, or what stands in it; of a list also the list. */
    private static boolean isAbout(String field, String place) {
        return place.equals("body") || field.equals("body") || field.startsWith(place) || place.startsWith(field);
    }

    private static List<String> fields(JsonNode problem) {
        return StreamSupport.stream(problem.path("errors").spliterator(), false)
                .map(error -> error.path("field").asText())
                .toList();
    }

    private JsonNode problem(Response response, List<String> faults) {
        if (response.header("Content-Type")
                .filter("application/problem+json"::equals)
                .isEmpty()) {
            faults.add("a refusal that is no problem: " + response.status());
            return null;
        }
        try {
            var problem = JSON.readTree(response.body());
            var code = problem.path("code").asText();
            if (!codes.contains(code)) {
                faults.add("a code that the document does not list: " + code);
            }
            var type = "urn:turnstile:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-');
            if (!problem.path("type").asText().equals(type)
                    || problem.path("status").asInt() != response.status()
                    || problem.path("title").asText().isBlank()
                    || problem.path("detail").asText().isBlank()) {
                faults.add("a problem that is not whole");
            }
            for (var error : problem.path("errors")) {
                if (error.path("field").asText().isBlank()
                        || error.path("message").asText().isBlank()) {
                    faults.add("an error without field or message");
                }
            }
            return problem;
        } catch (JsonProcessingException e) {
            faults.add("a problem that is not JSON");
            return null;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
