package io.turnstile.bench.rows;

import io.turnstile.bench.BenchException;
import io.turnstile.bench.EmptyEndpoint;
import io.turnstile.bench.Line;
import io.turnstile.bench.Line.Verdict;
import io.turnstile.bench.Numbers;
import io.turnstile.bench.Request;
import io.turnstile.bench.Row;
import io.turnstile.bench.Stage;
import io.turnstile.bench.Target;
import io.turnstile.bench.Wrk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;

/**
 * Browsing what is on sale, at the service itself. Enough answers a second are enough wherever the framework could give
 * more; a machine that is too slow for that many is measured by what the framework gives on it.
 */
public final class CatalogRow implements Row {
    private static final int CONNECTIONS = 16;
    /** Enough for ten thousands of answers. */
    private static final int SECONDS = 3;

    private static final String PATH = "/catalog";
    private static final Target ENOUGH = Target.atLeast(15_000);
    private static final Target SHARE = Target.atLeast(0.5);

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public String what() {
        return "GET /catalog beside an endpoint of the same framework that does nothing";
    }

    @Override
    public List<Line> measure(Stage stage) {
        var service = stage.suite().service("catalog-service");
        var first = ask(service, null);
        if (first.status() != 200 || first.etag() == null) {
            throw new BenchException("GET /catalog is answered with %s".formatted(first));
        }
        try (var empty = EmptyEndpoint.likeThatOf("catalog-service")) {
            var whole = Request.get(PATH, null);
            var nothing = Request.get(empty.path(), null);
            // Not until it is level: while the compiler works the rate stands still for some seconds, and then doubles.
            // Of the endpoint that does nothing there is less to be compiled.
            answers(stage, service, whole, 8 * stage.seconds());
            answers(stage, empty.url(), nothing, 4 * stage.seconds());
            var turns = stage.inTurn(
                    () -> perSecond(stage, "GET /catalog", service, whole),
                    () -> perSecond(stage, "empty endpoint", empty.url(), nothing));
            return List.of(
                    line(turns), answerOfTheSame(service, first.etag()), sameAgain(stage, service, first.etag()));
        }
    }

    private Line line(Stage.Turns turns) {
        var reached = ENOUGH.judge(turns.product()) == Verdict.REACHED || SHARE.judge(turns.ratio()) == Verdict.REACHED;
        return new Line(
                name(),
                "GET /catalog, %d connections".formatted(CONNECTIONS),
                Numbers.text(turns.product(), "/s"),
                Numbers.text(turns.floor(), "/s"),
                Numbers.text(turns.ratio(), ""),
                "%s/s or %s".formatted(ENOUGH, SHARE),
                reached ? Verdict.REACHED : Verdict.MISSED,
                "floor: an empty endpoint of the same framework and JVM options");
    }

    private Line answerOfTheSame(String service, String etag) {
        var status = ask(service, etag).status();
        return new Line(
                name(),
                "status for who has the ETag already",
                Integer.toString(status),
                "–",
                Integer.toString(status),
                "304",
                status == 304 ? Verdict.REACHED : Verdict.MISSED,
                "");
    }

    private Line sameAgain(Stage stage, String service, String etag) {
        var request = Request.getUnlessSame(PATH, etag);
        var rate = Numbers.text(perSecond(stage, "GET /catalog, 304", service, request), "/s");
        return new Line(name(), "the same, answered with 304", rate, "–", rate, "–", Verdict.SHOWN, "");
    }

    private double perSecond(Stage stage, String curve, String url, Request request) {
        var answers = answers(stage, url, request, Math.min(SECONDS, stage.seconds()));
        stage.plots().add(name(), curve, answers.millis());
        return answers.perSecond();
    }

    private static Wrk.Answers answers(Stage stage, String url, Request request, int seconds) {
        var answers = stage.wrk().repeated(url, CONNECTIONS, seconds, Stream.of(request));
        if (answers.refused() > 0) {
            throw new BenchException("%d of %s were refused".formatted(answers.refused(), request.path()));
        }
        return answers;
    }

    /** @param etag null: there is none */
    private record Answer(int status, String etag) {}

    private static Answer ask(String service, String etag) {
        var request = HttpRequest.newBuilder(URI.create(service + PATH));
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request.build(), BodyHandlers.discarding());
            return new Answer(
                    answer.statusCode(), answer.headers().firstValue("ETag").orElse(null));
        } catch (IOException e) {
            throw new BenchException("catalog-service does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
