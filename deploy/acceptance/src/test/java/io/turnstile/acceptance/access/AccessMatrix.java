package io.turnstile.acceptance.access;

import io.turnstile.contracts.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The table of {@code access-matrix.txt}. */
record AccessMatrix(List<Row> rows) {
    private static final Pattern OPERATION = Pattern.compile("([A-Z]+) +(/\\S*)( \\(.+\\))?");

    /**
     * @param circumstances as {@code  (signed)}; empty where the operation has one row only
     * @param refusal the code of this row's refusals with that code's status
     */
    record Row(
            String method, String path, String circumstances, Map<Caller, Cell> cells, Optional<ProblemCode> refusal) {
        String operation() {
            return method + " " + path;
        }

        String name() {
            return operation() + circumstances;
        }

        /** @return whose token shows what a bend does; a buyer's where none is allowed, or needed */
        Caller firstGranted() {
            return cells.entrySet().stream()
                    .filter(cell -> cell.getValue().isGranted() && cell.getKey() != Caller.NONE)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(Caller.BUYER);
        }

        ProblemCode refusal(Cell cell) {
            return refusal.filter(code -> code.status() == cell.status).orElseGet(() -> switch (cell.status) {
                case 401 -> ProblemCode.UNAUTHENTICATED;
                case 403 -> ProblemCode.FORBIDDEN;
                default -> throw new IllegalStateException(name() + ": what is the code of " + cell + "?");
            });
        }
    }

    /** @param ownOnly of what the row is about the caller sees nothing */
    record Cell(int status, boolean ownOnly) {
        static Cell parse(String text) {
            var ownOnly = text.endsWith("*");
            return new Cell(Integer.parseInt(ownOnly ? text.substring(0, text.length() - 1) : text), ownOnly);
        }

        boolean isGranted() {
            return status < 300;
        }
    }

    static AccessMatrix read() {
        try (var file = AccessMatrix.class.getResourceAsStream("access-matrix.txt")) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AccessMatrix parse(String text) {
        var lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("---"))
                .toList();
        var columns = Arrays.stream(words(lines.getFirst()))
                .map(title -> Caller.inColumn(title)
                        .orElseThrow(() -> new IllegalArgumentException("nobody is called " + title)))
                .toList();
        if (!columns.equals(List.of(Caller.values()))) {
            throw new IllegalArgumentException("the columns are not the callers: " + columns);
        }
        var rows = new ArrayList<Row>();
        for (var line : lines.subList(1, lines.size())) {
            rows.add(row(line));
        }
        return new AccessMatrix(rows);
    }

    private static Row row(String line) {
        var operation = OPERATION.matcher(line.substring(0, line.indexOf('|')).strip());
        var words = words(line);
        var callers = Caller.values();
        if (!operation.matches() || words.length < callers.length || words.length > callers.length + 1) {
            throw new IllegalArgumentException("no row: " + line);
        }
        var cells = new EnumMap<Caller, Cell>(Caller.class);
        for (var i = 0; i < callers.length; i++) {
            cells.put(callers[i], Cell.parse(words[i]));
        }
        var code = Arrays.stream(words).skip(callers.length).map(ProblemCode::valueOf);
        var circumstances = Optional.ofNullable(operation.group(3)).orElse("");
        return new Row(operation.group(1), operation.group(2), circumstances, cells, code.findFirst());
    }

    /** What stands behind the first bar; bars only help the eye. */
    private static String[] words(String line) {
        return line.substring(line.indexOf('|')).replace('|', ' ').strip().split(" +");
    }
}
