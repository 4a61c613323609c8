package io.turnstile.reporting;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Someone who may read reports. Every question and answer is held against the API document. */
final class Analyst {
    static final String LIST = "/reports/redemptions";
    static final String SUMMARY = "/reports/redemptions/summary";

    private Analyst() {}

    static String token() {
        return TestTokens.of("ann", "analyst");
    }

    static RequestSpecification asks() {
        return OpenApiContract.given().header("Authorization", "Bearer " + token());
    }

    /** @param query names and values in turn */
    static JsonPath reads(String path, Object... query) {
        return with(asks(), query).get(path).then().statusCode(200).extract().jsonPath();
    }

    /** A question that is wrong on purpose. */
    static ValidatableResponse wronglyAsks(String path, Object... query) {
        return with(OpenApiContract.givenBroken().header("Authorization", "Bearer " + token()), query)
                .get(path)
                .then();
    }

    static List<String> eventIds(Object... query) {
        return reads(LIST, query).getList("events.event_id", String.class);
    }

    /** Reads a report to its end; {@code betweenPages} happens after each page. */
    static List<Map<String, Object>> readsAllPages(Runnable betweenPages, Object... query) {
        var events = new ArrayList<Map<String, Object>>();
        var page = reads(LIST, query);
        events.addAll(page.getList("events"));
        while (page.getString("next_cursor") != null) {
            betweenPages.run();
            page = with(asks(), query)
                    .queryParam("cursor", page.getString("next_cursor"))
                    .get(LIST)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            events.addAll(page.getList("events"));
        }
        return events;
    }

    private static RequestSpecification with(RequestSpecification request, Object... query) {
        for (var i = 0; i < query.length; i += 2) {
            request.queryParam((String) query[i], query[i + 1]);
        }
        return request;
    }
}
