package io.turnstile.acceptance.access;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.acceptance.access.AccessMatrix.Cell;
import io.turnstile.acceptance.access.AccessMatrix.Row;
import io.turnstile.acceptance.access.Caller.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The matrix and the OpenAPI document say the same, so that neither is changed alone. */
class AccessMatrixTest {
    private final List<Row> rows = AccessMatrix.read().rows();
    private final SortedMap<String, Operation> document = Operation.ofDocument();

    @Test
    void the_matrix_lists_the_operations_of_the_document_and_no_others() {
        assertEquals(
                document.keySet(),
                rows.stream().map(Row::operation).collect(toCollection(TreeSet::new)),
                "the operations of the document (first) and of the matrix (second) differ");
    }

    @Test
    void each_row_is_there_once_in_the_order_of_the_paths() {
        var names = rows.stream().map(Row::name).toList();
        assertEquals(names.size(), new HashSet<>(names).size(), "a row is there twice: " + names);
        var paths = rows.stream().map(Row::path).toList();
        assertEquals(paths.stream().sorted().toList(), paths);
    }

    @Test
    void the_document_names_roles_where_a_token_is_needed_and_only_there() {
        document.values()
                .forEach(operation -> assertEquals(
                        needed(operation) != Token.NONE, !operation.roles().isEmpty(), operation::name));
    }

    @Test
    void the_matrix_lets_in_whom_the_document_does() {
        var faults = new ArrayList<String>();
        for (var row : rows) {
            var operation = document.get(row.operation());
            row.cells().forEach((caller, cell) -> {
                if (!agree(operation, caller, cell)) {
                    faults.add("%s, %s: %d".formatted(row.name(), caller, cell.status()));
                }
            });
        }
        assertEquals(List.of(), faults);
    }

    /** A refusal for whose it is, or for where, is no rule of its own: somewhere the same role is let in. */
    @Test
    void each_role_that_the_document_names_is_let_in_by_a_row() {
        for (var operation : document.values()) {
            for (var role : operation.roles()) {
                assertTrue(
                        rows.stream()
                                .filter(row -> row.operation().equals(operation.name()))
                                .flatMap(row -> row.cells().entrySet().stream())
                                .anyMatch(cell -> cell.getKey().roles().contains(role)
                                        && cell.getValue().isGranted()),
                        () -> operation.name() + " never lets in " + role);
            }
        }
    }

    /** Its guard is not a token, so a row for each side of it. */
    @Test
    void a_signature_is_shown_with_a_row_that_has_it_and_one_that_has_not() {
        for (var operation : document.values()) {
            if (operation.scheme().filter("webhookSignature"::equals).isPresent()) {
                var answers = rows.stream()
                        .filter(row -> row.operation().equals(operation.name()))
                        .map(row -> new HashSet<>(row.cells().values()))
                        .toList();
                assertEquals(
                        List.of(
                                new HashSet<>(List.of(new Cell(200, false))),
                                new HashSet<>(List.of(new Cell(401, false)))),
                        answers);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a column is missing, ' foreign', ''",
        "a column is nobody's, foreign, somebody",
        "a cell is missing, ' 401 | SIGNATURE_INVALID', ' | SIGNATURE_INVALID'",
        "a cell is no status, ' 401 | SIGNATURE_INVALID', ' no | SIGNATURE_INVALID'",
        "a code is unknown, SIGNATURE_INVALID, SIGNATURE_MISSING",
        "an operation is none, GET  /catalog , catalog"
    })
    void a_table_that_is_not_whole_is_not_read(String why, String instead, String broken) {
        var table = """
            operation                | none buyer buyer2 | analyst catalog finance | gate gate2 super | expired issuer audience algnone hs256 foreign
            GET  /catalog            | 200  200   200    | 200     200     200     | 200  200   200   | 200     200    200      200     200   200
            POST /payments/notify    | 401  401   401    | 401     401     401     | 401  401   401   | 401     401    401      401     401   401 | SIGNATURE_INVALID
            """;
        assertEquals(2, AccessMatrix.parse(table).rows().size());
        assertThrows(
                IllegalArgumentException.class, () -> AccessMatrix.parse(table.replaceFirst(instead, broken)), why);
    }

    private static boolean agree(Operation operation, Caller caller, Cell cell) {
        if (operation.scheme().isEmpty()) {
            return cell.isGranted();
        }
        var needed = needed(operation);
        if (needed == Token.NONE) {
            return cell.isGranted() || cell.status() == 401;
        }
        if (caller.token() != needed) {
            return cell.status() == 401;
        }
        if (Collections.disjoint(caller.roles(), operation.roles())) {
            return cell.status() == 403;
        }
        return cell.isGranted() || cell.status() == 404 || cell.status() == 403;
    }

    private static Token needed(Operation operation) {
        return switch (operation.scheme().orElse("none")) {
            case "bearerAuth" -> Token.ISSUERS;
            case "operatorToken" -> Token.OPERATORS;
            case "none", "webhookSignature" -> Token.NONE;
            case String unknown -> throw new IllegalStateException("whose token is " + unknown + "?");
        };
    }
}
