package io.turnstile.venue;

import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class AdministeringVenuesTest {
    @Inject
    Pier pier;

    @Test
    void a_venue_is_added_once_and_replaced_as_often_as_one_likes() {
        var code = Pier.unique("pier");
        var venue = Map.of(
                "venue_code",
                code,
                "venue_name",
                "Pier",
                "supported_functions",
                List.of("ferry", "bus"),
                "is_active",
                true);
        var created = pier.as(pier.supervisor()).body(venue).post("/venue");
        created.then()
                .statusCode(201)
                .body("venue_code", equalTo(code))
                .body("supported_functions", contains("bus", "ferry"));
        assertEquals("/venue/" + code, path(created));
        pier.as(pier.supervisor())
                .body(venue)
                .post("/venue")
                .then()
                .statusCode(409)
                .body("code", equalTo("VENUE_EXISTS"));

        var content = Map.of("venue_name", "New pier", "supported_functions", List.of("bus"), "is_active", false);
        for (var i = 0; i < 2; i++) {
            pier.as(pier.supervisor())
                    .body(content)
                    .put("/venue/" + code)
                    .then()
                    .statusCode(200)
                    .body("venue_id", equalTo(created.<Integer>path("venue_id")))
                    .body("venue_name", equalTo("New pier"))
                    .body("supported_functions", contains("bus"))
                    .body("is_active", equalTo(false));
        }
        pier.as(pier.operatorToken()).get("/venue").then().statusCode(200).body("venues.venue_code", hasItem(code));
    }

    @Test
    void venues_are_listed_by_their_ids() {
        pier.venue();
        pier.venue("ferry");
        List<Integer> ids = pier.as(pier.operatorToken()).get("/venue").path("venues.venue_id");
        assertEquals(ids.stream().sorted().toList(), ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "NOT-well-formed", "a%00b"})
    void a_venue_that_does_not_exist_is_not_replaced(String code) {
        givenBroken()
                .auth()
                .oauth2(pier.supervisor())
                .contentType(ContentType.JSON)
                .urlEncodingEnabled(false)
                .body(Map.of("venue_name", "x", "supported_functions", List.of(), "is_active", true))
                .put("/venue/" + code)
                .then()
                .statusCode(404)
                .body("code", equalTo("VENUE_NOT_FOUND"));
    }

    @Test
    void a_venue_named_like_an_operation_can_be_replaced() {
        var content = Map.of("venue_name", "Scan", "supported_functions", List.of("bus"), "is_active", true);
        var venue = new HashMap<String, Object>(content);
        venue.put("venue_code", "scan");
        pier.as(pier.supervisor()).body(venue).post("/venue").then().statusCode(201);
        pier.as(pier.supervisor())
                .body(content)
                .put("/venue/scan")
                .then()
                .statusCode(200)
                .body("venue_code", equalTo("scan"));
    }

    static String path(Response created) {
        return created.header("Location").replaceFirst("^https?://[^/]+", "");
    }
}
