package io.turnstile.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class StreamingAnExportTest {
    private static final String FROM = "2026-03-01T00:00:00Z";
    private static final String TO = "2026-03-02T00:00:00Z";
    /** Far more than the buffers between service and reader can hold. */
    private static final int MANY = 200_000;

    @Inject
    ReadModel readModel;

    @TestHTTPResource("/reports/redemptions?from=" + FROM + "&to=" + TO)
    URI day;

    @BeforeEach
    void fillReport() {
        readModel.empty();
        readModel.execute("""
                INSERT INTO redemption (event_id, ts, result, function_code, operator_id, location_id, venue_code)
                SELECT uuidv4(), '2026-03-01T00:00:00Z'::timestamptz + n * interval '1 ms', 'success', 'ferry', 'alice',
                       2, 'central-pier' || repeat('-and-so-on', 4)
                  FROM generate_series(1, %d) n
                """.formatted(MANY));
    }

    @Test
    void rows_are_read_while_they_are_sent_and_never_all_held() throws Exception {
        try (var client = client();
                var lines = open(client)) {
            assertTrue(lines.readLine().startsWith("event_id,"));
            // The reader pauses; what the service had held in memory by now would still come.
            readModel.empty();
            var rest = lines.lines().count();
            assertTrue(rest > 0 && rest < MANY / 2, "so many came after the rows were gone: " + rest);
        }
    }

    /** Several times: whether the end of the answer or the end of the connection comes first is a race. */
    @RepeatedTest(5)
    void a_report_that_cannot_be_finished_does_not_look_whole() throws Exception {
        try (var client = client();
                var lines = open(client)) {
            assertTrue(lines.readLine().startsWith("event_id,"));
            readModel.execute("ALTER TABLE redemption RENAME TO redemption_away");
            try {
                assertThrows(UncheckedIOException.class, () -> lines.lines().count());
            } finally {
                readModel.execute("ALTER TABLE redemption_away RENAME TO redemption");
            }
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private BufferedReader open(HttpClient client) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(day)
                .header("Accept", "text/csv")
                .header("Authorization", "Bearer " + Analyst.token())
                .build();
        var response = client.send(request, BodyHandlers.ofInputStream());
        assertEquals(200, response.statusCode());
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }
}
