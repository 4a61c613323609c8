package io.turnstile.acceptance.support;

import static io.restassured.http.ContentType.JSON;

import io.restassured.response.ValidatableResponse;
import io.turnstile.platform.testing.OpenApiContract;
import java.util.LinkedHashMap;
import java.util.Map;

/** A gate with an operator who has logged in. */
public record Gate(String venueCode, String token, String terminal) {
    /** The launcher's sample operator, who may scan at every sample venue. */
    public static Gate at(String venueCode) {
        String token = login("alice", "secret123").statusCode(200).extract().path("operator_token");
        return new Gate(venueCode, token, "gate-1");
    }

    public static ValidatableResponse login(String username, String password) {
        return OpenApiContract.given()
                .contentType(JSON)
                .body(Map.of("username", username, "password", password))
                .post("/operators/login")
                .then();
    }

    public ValidatableResponse scan(String qrToken, String function) {
        return scan(qrToken, function, null);
    }

    /** @param scanId makes sending the same scan again harmless; may be null */
    public ValidatableResponse scan(String qrToken, String function, String scanId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("qr_token", qrToken);
        body.put("function_code", function);
        body.put("venue_code", venueCode);
        body.put("terminal_device_id", terminal);
        if (scanId != null) {
            body.put("scan_id", scanId);
        }
        return OpenApiContract.given()
                .header("Authorization", "Bearer " + token)
                .contentType(JSON)
                .body(body)
                .post("/venue/scan")
                .then();
    }
}
