package io.turnstile.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Takes an export as it comes and keeps none of it. */
public final class CsvExport {
    private CsvExport() {}

    /** @param rows lines without the first, the names of the columns */
    public record Taken(long rows, Duration time) {
        public double perSecond() {
            return rows / (time.toNanos() / 1e9);
        }
    }

    public static Taken take(String url, String token) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "text/csv")
                .header("Authorization", "Bearer " + token)
                .build();
        var begin = System.nanoTime();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new BenchException("the export is answered with " + answer.statusCode());
                }
                var rows = lines(body) - 1;
                return new Taken(rows, Duration.ofNanos(System.nanoTime() - begin));
            }
        } catch (IOException e) {
            throw new BenchException("the export broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    static long lines(InputStream body) throws IOException {
        var lines = 0L;
        var buffer = new byte[64 * 1024];
        for (var length = body.read(buffer); length >= 0; length = body.read(buffer)) {
            for (var i = 0; i < length; i++) {
                if (buffer[i] == '\n') {
                    lines++;
                }
            }
        }
        return lines;
    }
}
