package io.turnstile.venue;

import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a supervisor changes is written down with it, and what is written down stays. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class AuditingSupervisorsTest {
    @Inject
    Pier pier;

    @Inject
    DataSource dataSource;

    @Test
    void every_change_of_an_account_leaves_an_entry_that_says_what_changed() {
        var venue = pier.venue("ferry");
        var username = pier.operator(venue);
        pier.replaceOperator(username, "operator", false);
        pier.as(pier.supervisor())
                .body(Map.of("password", "battery-staple"))
                .post("/operators/" + username + "/password")
                .then()
                .statusCode(204);
        pier.as(pier.supervisor())
                .post("/operators/" + username + "/revoke")
                .then()
                .statusCode(204);

        entriesOf(username)
                .body(
                        "entries.action",
                        contains("TOKENS_REVOKED", "PASSWORD_SET", "OPERATOR_REPLACED", "OPERATOR_CREATED"))
                .body("entries.actor", everyItem(equalTo("sam")))
                .body("entries.at", everyItem(notNullValue()))
                .body("entries[0].before", nullValue())
                .body("entries[0].after", nullValue())
                .body("entries[1].after", nullValue())
                .body(
                        "entries[2].before",
                        equalTo(Map.of("role", "operator", "venue_codes", List.of(venue), "is_active", true)))
                .body(
                        "entries[2].after",
                        equalTo(Map.of("role", "operator", "venue_codes", List.of(), "is_active", false)))
                .body("entries[3].before", nullValue())
                .body("entries[3].after.venue_codes", contains(venue));
    }

    @Test
    void every_change_of_a_venue_leaves_an_entry_that_says_what_changed() {
        var venue = pier.venue("ferry");
        pier.as(pier.supervisor())
                .body(Map.of("venue_name", "Closed", "supported_functions", List.of("bus"), "is_active", false))
                .put("/venue/" + venue)
                .then()
                .statusCode(200);
        entriesOf(venue)
                .body("entries.action", contains("VENUE_REPLACED", "VENUE_CREATED"))
                .body("entries[0].before.supported_functions", contains("ferry"))
                .body(
                        "entries[0].after",
                        equalTo(Map.of(
                                "venue_name", "Closed", "supported_functions", List.of("bus"), "is_active", false)));
    }

    @Test
    void the_service_writes_down_that_it_created_the_first_supervisor() {
        entriesOf("sam").body("entries[-1].action", equalTo("OPERATOR_CREATED")).body("entries[-1].actor", nullValue());
    }

    @Test
    void what_was_refused_or_changed_nothing_leaves_no_entry() {
        var username = pier.operator();
        var venue = pier.venue("ferry");
        var operator = pier.operatorToken();
        var content = Map.of("role", "operator", "is_active", true, "venue_codes", List.of());
        pier.as(pier.supervisor())
                .body(content)
                .put("/operators/" + username)
                .then()
                .statusCode(200);
        pier.as(operator).body(content).put("/operators/" + username).then().statusCode(403);
        pier.as(operator).post("/operators/" + username + "/revoke").then().statusCode(403);
        pier.as(pier.supervisor())
                .body(Map.of(
                        "username", username, "password", Pier.PASSWORD, "role", "operator", "venue_codes", List.of()))
                .post("/operators")
                .then()
                .statusCode(409);
        pier.as(pier.supervisor())
                .body(Map.of("role", "operator", "is_active", false, "venue_codes", List.of("nowhere")))
                .put("/operators/" + username)
                .then()
                .statusCode(400);
        pier.as(pier.supervisor())
                .body(Map.of(
                        "venue_code", venue, "venue_name", "x", "supported_functions", List.of(), "is_active", true))
                .post("/venue")
                .then()
                .statusCode(409);
        entriesOf(username).body("entries.action", contains("OPERATOR_CREATED"));
        entriesOf(venue).body("entries.action", contains("VENUE_CREATED"));
    }

    @Test
    void no_entry_holds_a_password_or_anything_made_of_one() {
        var username = Pier.unique("op");
        pier.as(pier.supervisor())
                .body(Map.of(
                        "username",
                        username,
                        "password",
                        "hunter-of-ferries",
                        "role",
                        "operator",
                        "venue_codes",
                        List.of()))
                .post("/operators")
                .then()
                .statusCode(201);
        assertEquals(0, Rows.count(dataSource, "audit_entries e WHERE e::text LIKE ?", "%hunter-of-ferries%"));
        assertEquals(0, Rows.count(dataSource, "audit_entries e WHERE e::text LIKE ?", "%$2a$%"));
    }

    @Test
    void entries_are_read_page_by_page_and_by_who_did_what_to_whom() {
        var boss = pier.operator();
        pier.replaceOperator(boss, "supervisor", true);
        var token = pier.logIn(boss, Pier.PASSWORD);
        var subject = pier.operator();
        for (var i = 0; i < 5; i++) {
            pier.as(token).post("/operators/" + subject + "/revoke").then().statusCode(204);
        }
        var read = new ArrayList<Instant>();
        String cursor = null;
        var pages = 0;
        do {
            var page = pier.as(pier.supervisor()).queryParam("actor", boss).queryParam("limit", 2);
            var answer = (cursor == null ? page : page.queryParam("cursor", cursor))
                    .get("/operators/audit")
                    .then()
                    .statusCode(200)
                    .extract();
            answer.<List<String>>path("entries.at").stream().map(Instant::parse).forEach(read::add);
            cursor = answer.path("next_cursor");
            pages++;
        } while (cursor != null);
        assertEquals(3, pages);
        assertEquals(5, read.stream().distinct().count());
        assertEquals(read.stream().sorted(Comparator.reverseOrder()).toList(), read);
        pier.as(pier.supervisor())
                .queryParam("actor", "sam")
                .queryParam("subject", subject)
                .get("/operators/audit")
                .then()
                .body("entries.action", contains("OPERATOR_CREATED"));
        pier.as(pier.supervisor()).get("/operators/audit").then().body("entries.size()", not(equalTo(0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "cursor=x",
                "cursor=AAAA",
                "actor=Not%20well-formed",
                "subject=a%00b",
                "cursor=__________8"
            })
    void a_question_that_makes_no_sense_is_a_bad_request(String query) {
        var token = pier.supervisor();
        givenBroken()
                .auth()
                .oauth2(token)
                .urlEncodingEnabled(false)
                .get("/operators/audit?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"));
    }

    @Test
    void only_supervisors_read_it() {
        pier.as(pier.operatorToken()).get("/operators/audit").then().statusCode(403);
        givenBroken().get("/operators/audit").then().statusCode(401);
    }

    @Test
    void not_even_this_services_own_role_changes_an_entry() {
        for (var sql : List.of(
                "UPDATE audit_entries SET actor = 'eve'", "DELETE FROM audit_entries", "TRUNCATE audit_entries")) {
            var refusal = assertThrows(IllegalStateException.class, () -> Rows.change(dataSource, sql));
            assertTrue(refusal.getMessage().contains("audit entries are only added"), refusal::getMessage);
        }
    }

    @Test
    void an_operator_who_is_called_audit_can_be_replaced() {
        pier.as(pier.supervisor())
                .body(Map.of(
                        "username", "audit", "password", Pier.PASSWORD, "role", "operator", "venue_codes", List.of()))
                .post("/operators")
                .then()
                .statusCode(201);
        pier.replaceOperator("audit", "operator", false);
    }

    private ValidatableResponse entriesOf(String subject) {
        return pier.as(pier.supervisor())
                .queryParam("subject", subject)
                .get("/operators/audit")
                .then()
                .statusCode(200);
    }
}
