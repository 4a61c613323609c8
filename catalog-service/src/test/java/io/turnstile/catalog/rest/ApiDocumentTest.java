package io.turnstile.catalog.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.PlatformResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ApiDocumentTest {

    @Test
    void the_document_is_the_repositorys_byte_for_byte() throws IOException {
        var document = Path.of(System.getProperty("turnstile.root"), "openapi", "openapi-3.0.3.json");
        var served = OpenApiContract.given()
                .get("/openapi/openapi.json")
                .then()
                .statusCode(200)
                .extract();
        assertArrayEquals(Files.readAllBytes(document), served.asByteArray());
    }

    @Test
    void the_page_shows_the_document_and_needs_nothing_from_elsewhere() {
        var page = OpenApiContract.given()
                .get("/openapi/")
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .body(containsString("openapi.json"))
                .body(not(containsString("://")))
                .extract()
                .asString();
        var links = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page);
        while (links.find()) {
            given().get("/openapi/" + links.group(1)).then().statusCode(200);
        }
    }

    @Test
    void the_page_is_found_without_its_slash() {
        given().redirects()
                .follow(false)
                .get("/openapi")
                .then()
                .statusCode(302)
                .header("Location", matchesPattern(".*/openapi/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi/missing.js", "/openapi/../application.properties"})
    void nothing_else_is_served_there(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }
}
