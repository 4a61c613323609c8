package io.turnstile.reporting;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ExportingRedemptionsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String FROM = "2026-03-01T00:00:00Z";
    private static final String TO = "2026-03-02T00:00:00Z";
    private static final String HEADER =
            "event_id,ticket_code,function_code,operator_id,location_id,venue_code,terminal_device_id,result,reason,"
                    + "remaining_uses,ts,order_id,product_id,product_name";

    @Inject
    ReadModel readModel;

    @BeforeEach
    void emptyReport() {
        readModel.empty();
    }

    @Test
    void csv_holds_what_json_holds_in_the_same_order() throws IOException {
        readModel.hears(IntStream.range(0, 2_345)
                .mapToObj(i -> TestScan.at(NOON.plusMillis(i / 2)))
                .map(scan -> scan.ts().getNano() % 7 == 0
                        ? scan.ticket(null)
                                .venue(null, "nowhere")
                                .terminal(null)
                                .refused("QR_INVALID")
                        : scan.terminal("Gate 7, \"north\"\nleft"))
                .toList());
        var json = Analyst.readsAllPages(() -> {}, "from", FROM, "to", TO, "limit", 500).stream()
                .map(ExportingRedemptionsTest::asText)
                .toList();
        assertEquals(2_345, json.size());
        assertEquals(json, parsed(csv()));
    }

    @Test
    void filters_choose_lines_as_they_choose_events() throws IOException {
        var chosen = TestScan.at(NOON).function("bus");
        readModel.hears(
                chosen, TestScan.at(NOON), TestScan.at(NOON).function("bus").refused("NO_REMAINING"));
        var lines = Analyst.asks()
                .accept("text/csv")
                .queryParams("from", FROM, "to", TO, "function", "bus", "result", "success")
                .get(Analyst.LIST)
                .asString();
        assertEquals(
                List.of(chosen.eventId()),
                parsed(lines).stream().map(line -> line.get("event_id")).toList());
    }

    @Test
    void it_comes_as_a_file_with_a_header_line_even_where_nothing_happened() {
        Analyst.asks()
                .accept("text/csv")
                .queryParams("from", FROM, "to", TO)
                .get(Analyst.LIST)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .header(
                        "Content-Disposition",
                        equalTo("attachment; filename=\"redemptions_2026-03-01T000000Z_2026-03-02T000000Z.csv\""))
                .body(equalTo(HEADER + "\r\n"));
    }

    @Test
    void a_spreadsheet_never_takes_a_value_for_a_formula() throws IOException {
        var starts = List.of("=", "+", "-", "@", "\t");
        readModel.hears(starts.stream()
                .map(start -> TestScan.at(NOON).terminal(start + "SUM(A1:A9)"))
                .toList());
        var terminals = parsed(csv()).stream()
                .map(line -> line.get("terminal_device_id"))
                .sorted()
                .toList();
        assertEquals(
                starts.stream()
                        .map(start -> "'" + start + "SUM(A1:A9)")
                        .sorted()
                        .toList(),
                terminals);
    }

    @Test
    void a_wrong_parameter_is_refused_as_a_problem() {
        Analyst.asks()
                .accept("text/csv")
                .queryParams("from", TO, "to", FROM)
                .get(Analyst.LIST)
                .then()
                .statusCode(400)
                .contentType(containsString("application/problem+json"))
                .body("errors[0].field", equalTo("from"));
    }

    @Test
    void json_is_the_default_and_what_cannot_be_given_is_406() {
        Analyst.asks()
                .accept("*/*")
                .get(Analyst.LIST)
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"));
        Analyst.wronglyAsks(Analyst.LIST).statusCode(200).contentType(startsWith("application/json"));
        OpenApiContract.givenBroken()
                .header("Authorization", "Bearer " + Analyst.token())
                .accept("application/xml")
                .get(Analyst.LIST)
                .then()
                .statusCode(406)
                .body("code", equalTo("NOT_ACCEPTABLE"));
    }

    private static String csv() {
        return Analyst.asks()
                .accept("text/csv")
                .queryParams("from", FROM, "to", TO)
                .get(Analyst.LIST)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static List<Map<String, String>> parsed(String csv) throws IOException {
        try (var lines = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .with(CsvParser.Feature.EMPTY_STRING_AS_NULL)
                .<Map<String, String>>readValues(csv)) {
            return lines.readAll();
        }
    }

    /** Every column, as CSV tells it: a member that is absent is an empty field. */
    private static Map<String, String> asText(Map<String, Object> event) {
        var text = new HashMap<String, String>();
        for (var column : HEADER.split(",")) {
            text.put(column, event.containsKey(column) ? event.get(column).toString() : null);
        }
        return text;
    }
}
