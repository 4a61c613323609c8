package io.turnstile.acceptance.access;

import com.nimbusds.jose.JOSEException;
import io.turnstile.acceptance.access.AccessMatrix.Cell;
import io.turnstile.acceptance.access.AccessMatrix.Row;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.Suite;
import io.turnstile.platform.testing.OpenApiContract;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks what the matrix says, row by row. All who are refused send one and the same request, and then the first who is
 * allowed succeeds with it: so nothing was wrong with it but its sender, and no refusal had an effect.
 */
final class Walk {
    private final Suite suite;
    private final Office office;
    private final People people;
    private final Requests requests;
    private final Map<String, Operation> operations = Operation.ofDocument();
    private final List<String> faults = new ArrayList<>();
    private int cells;
    private int sent;

    /** The way to a service. */
    private record Door(String name, String baseUri) {}

    Walk(Suite suite) throws ParseException {
        this.suite = suite;
        this.office = new Office(suite);
        this.people = new People(suite);
        this.requests = new Requests(suite, people);
    }

    /** What is not as the matrix says. */
    List<String> faults() {
        return faults;
    }

    /** Each counted once per door. */
    int cells() {
        return cells;
    }

    /** A cell may mean several tokens. */
    int sent() {
        return sent;
    }

    void walk(Row row) throws SQLException, JOSEException, ParseException {
        var service = operations.get(row.operation()).service();
        var doors = List.of(new Door("gateway", suite.gateway()), new Door(service, suite.service(service)));
        var request = requests.of(row);
        var before = look(request);
        for (var door : doors) {
            for (var caller : callers(row, false)) {
                ask(row, caller, door, request);
            }
        }
        if (look(request) != before) {
            faults.add(row.name() + ": a refused request changed something: " + request.trace());
        }
        var spent = false;
        for (var door : doors) {
            for (var caller : callers(row, true)) {
                request = spent ? requests.of(row) : request;
                before = look(request);
                ask(row, caller, door, request);
                spent = request.trace().isPresent();
                if (spent && look(request) == before) {
                    faults.add(row.name() + ": a granted request changed nothing: " + request.trace());
                }
            }
        }
    }

    private static List<Caller> callers(Row row, boolean granted) {
        return row.cells().entrySet().stream()
                .filter(cell -> cell.getValue().isGranted() == granted)
                .map(Map.Entry::getKey)
                .toList();
    }

    private long look(Request request) throws SQLException {
        return request.trace().isPresent() ? request.trace().get().look(office) : 0;
    }

    private void ask(Row row, Caller caller, Door door, Request request) throws JOSEException, ParseException {
        cells++;
        var tokens = people.tokens(caller, row.firstGranted());
        // Where a bent token does not matter, it does not matter how it is bent.
        var shown = row.cells().get(caller).isGranted() ? 1 : tokens.size();
        for (var i = 0; i < shown; i++) {
            sent++;
            var fault = fault(row, caller, request, door, tokens.get(i));
            if (!fault.isEmpty()) {
                faults.add("%s, %s, token %d, at the %s: %s".formatted(row.name(), caller, i + 1, door.name, fault));
            }
        }
    }

    /** @return empty where the answer is what the matrix and the OpenAPI document say */
    private static String fault(Row row, Caller caller, Request request, Door door, String token) {
        var cell = row.cells().get(caller);
        var answer = request.send(door.baseUri, token);
        if (answer.statusCode() != cell.status() || !isWhole(row, cell, request, answer)) {
            return "expected %s, got %d %s".formatted(expected(row, cell, request), answer.statusCode(), answer.body());
        }
        return String.join("; ", OpenApiContract.flawsOf(row.method(), row.path(), answer));
    }

    private static boolean isWhole(Row row, Cell cell, Request request, HttpResponse<String> answer) {
        if (cell.isGranted()) {
            return request.about() == null
                    ? !cell.ownOnly()
                    : answer.body().contains(request.about()) != cell.ownOnly();
        }
        // That it is a problem+json the document says.
        return answer.body().contains("\"code\":\"%s\"".formatted(row.refusal(cell)));
    }

    private static String expected(Row row, Cell cell, Request request) {
        if (!cell.isGranted()) {
            return cell.status() + " " + row.refusal(cell);
        }
        return request.about() == null
                ? Integer.toString(cell.status())
                : cell.status() + (cell.ownOnly() ? " without " : " with ") + request.about();
    }
}
