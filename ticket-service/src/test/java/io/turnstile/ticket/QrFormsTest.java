package io.turnstile.ticket;

import static io.turnstile.platform.testing.OpenApiContract.given;
import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static io.turnstile.ticket.Neighbours.someBuyer;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.turnstile.contracts.qr.QrTokens;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class QrFormsTest {
    private static final String DATA_URL = "data:image/png;base64,";

    @Inject
    Neighbours neighbours;

    @Inject
    TurnableClock clock;

    @ConfigProperty(name = "QR_KEYS")
    String keys;

    private String buyer;
    private String code;

    @BeforeEach
    void buyATicket() {
        buyer = someBuyer();
        code = neighbours.buyOne(buyer);
    }

    @AfterEach
    void resetTheClock() {
        clock.reset();
    }

    @Test
    void the_image_in_the_answer_shows_the_token() throws Exception {
        var qr = show(code);
        var image = qr.getString("qr_image");
        assertTrue(image.startsWith(DATA_URL));
        var png = Base64.getDecoder().decode(image.substring(DATA_URL.length()));
        assertEquals(qr.getString("encrypted_data"), QrReader.read(png));
    }

    @Test
    void a_png_alone_is_given_to_who_accepts_it() throws Exception {
        var png = showAs("image/png").contentType("image/png").extract().asByteArray();
        assertEquals(code, new QrTokens(keys).open(QrReader.read(png)).ticketCode());
    }

    @Test
    void an_svg_alone_is_given_to_who_accepts_it() throws Exception {
        var svg = showAs("image/svg+xml")
                .contentType(containsString("image/svg+xml"))
                .extract()
                .asString();
        assertEquals(code, new QrTokens(keys).open(QrReader.readSvg(svg)).ticketCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/json, image/png;q=0.5", "text/html, */*;q=0.1"})
    void json_is_given_to_who_accepts_it(String accept) {
        showAs(accept).contentType(containsString("application/json")).body("ticket_code", equalTo(code));
    }

    @Test
    void the_better_liked_form_is_given() {
        showAs("application/json;q=0.4, image/png;q=0.9").contentType("image/png");
    }

    @Test
    void a_form_that_there_is_not_is_refused() {
        givenBroken()
                .header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .accept("text/html")
                .post("/qr/{code}", code)
                .then()
                .statusCode(406)
                .body("code", equalTo("NOT_ACCEPTABLE"));
    }

    @Test
    void no_cache_keeps_a_token() {
        for (var accept : List.of("application/json", "image/png", "image/svg+xml")) {
            showAs(accept).header("Cache-Control", "no-store");
        }
    }

    @Test
    void a_refusal_is_a_problem_though_an_image_was_asked_for() {
        clock.putForward(Duration.ofDays(31));
        given().header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .accept("image/png")
                .post("/qr/{code}", code)
                .then()
                .statusCode(409)
                .contentType("application/problem+json");
    }

    private JsonPath show(String typed) {
        return given().header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .post("/qr/{code}", typed)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private ValidatableResponse showAs(String accept) {
        return given().header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .accept(accept)
                .post("/qr/{code}", code)
                .then()
                .statusCode(200);
    }
}
