package io.turnstile.acceptance.fuzz;

import java.util.List;
import java.util.regex.Pattern;

/** What an answer must never tell of the inside. */
final class Leaks {
    private static final List<Pattern> INSIDE = List.of(
            Pattern.compile("\\bat [\\w.$]+\\([\\w.]+:\\d+\\)"),
            Pattern.compile("\\b(java|javax|jakarta|sun|io\\.quarkus|io\\.vertx|io\\.netty|io\\.turnstile|io\\.smallrye"
                    + "|org\\.hibernate|org\\.jboss|org\\.postgresql|com\\.fasterxml)\\.[a-z]+\\."),
            Pattern.compile("\\w(Exception|Error)\\b(?!\")"),
            Pattern.compile("(?i)\\bselect\\b.+\\bfrom\\b|\\binsert into\\b|\\bupdate \\w+ set\\b|\\bdelete from\\b"),
            Pattern.compile("(?i)(constraint|relation|column|function) \""),
            Pattern.compile("(?i)sqlstate|\\bpsql|jdbc:|postgres"),
            Pattern.compile("through reference chain|line: \\d+, column: \\d+|StreamReadFeature"),
            Pattern.compile("Error id |\"stack\""),
            Pattern.compile("/(home|root|tmp|usr|var|opt|work)/\\w"));

    private Leaks() {}

    /** @return what the text tells that it must not */
    static List<String> in(String text) {
        return INSIDE.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group())
                .toList();
    }
}
