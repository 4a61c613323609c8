package io.turnstile.bench.rows;

import io.turnstile.bench.BenchException;
import io.turnstile.bench.CsvExport;
import io.turnstile.bench.Latencies;
import io.turnstile.bench.Line;
import io.turnstile.bench.Line.Verdict;
import io.turnstile.bench.Numbers;
import io.turnstile.bench.ProcessMemory;
import io.turnstile.bench.Row;
import io.turnstile.bench.ScanHistory;
import io.turnstile.bench.Stage;
import io.turnstile.bench.Target;
import io.turnstile.local.client.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What analysts wait for when the report is long: pages, the sums of a day, and a large part of it as a file. */
public final class ReportRow implements Row {
    private static final String SERVICE = "reporting-service";
    private static final int SCANS = 10_000_000;
    private static final int EXPORTED = 1_000_000;
    private static final int PAGES = 1_000;
    private static final int ASKED = 200;
    private static final int WARM_UP_DAYS = 5;
    private static final int DAYS = 20;
    private static final double MEGABYTE = 1024 * 1024;
    private static final Target PAGE = Target.atMost(50, "ms");
    private static final Target DAY = Target.atMost(300, "ms");
    /** Nine hundred thousand scans more; kept, they would be 36 bytes each. */
    private static final Target MORE_MEMORY = Target.atMost(32, "MB");

    @Override
    public String name() {
        return "report";
    }

    @Override
    public String what() {
        return "pages, a day's summary and the CSV export at 10 million redemptions";
    }

    @Override
    public List<Line> measure(Stage stage) {
        var begin = System.nanoTime();
        var history = ScanHistory.load(stage.suite(), stage.amount(SCANS));
        var loaded = Duration.ofNanos(System.nanoTime() - begin);
        var report = new Report(stage, history);
        var lines = new ArrayList<Line>();
        lines.add(new Line(
                name(),
                "loading",
                "%,d scans in %d s".formatted(history.scans(), loaded.toSeconds()),
                "–",
                "–",
                "–",
                Verdict.SHOWN,
                ""));
        lines.addAll(pages(stage, report));
        lines.add(day(stage, report));
        lines.addAll(export(stage, report));
        return lines;
    }

    /** The later page is found as clients find it: by following the cursors, which warms the service, too. */
    private List<Line> pages(Stage stage, Report report) {
        var first = report.path(report.history.begin(), report.history.end());
        var later = first;
        for (var page = 1; page < stage.amount(PAGES); page++) {
            later = "/reports/redemptions?cursor=" + report.cursorAfter(later);
        }
        return List.of(page(stage, report, "first page", first), page(stage, report, "thousandth page", later));
    }

    private Line page(Stage stage, Report report, String what, String path) {
        var latencies = new Latencies();
        for (var i = 0; i < (stage.quick() ? DAYS : ASKED); i++) {
            latencies.add(report.ask(path));
        }
        stage.plots().add(name(), what, latencies);
        return PAGE.line(
                name(),
                what + " of 100, p99",
                millis(latencies, 99),
                "–",
                latencies.millis(99),
                "median " + millis(latencies, 50));
    }

    /** Every other day; some of those between them warm the service before. */
    private Line day(Stage stage, Report report) {
        var latencies = new Latencies();
        for (var day = 0; day < WARM_UP_DAYS; day++) {
            report.ask(report.summary(2 * day + 1));
        }
        for (var day = 0; day < DAYS; day++) {
            latencies.add(report.ask(report.summary(2 * day)));
        }
        stage.plots().add(name(), "a day's summary", latencies);
        return DAY.line(
                name(),
                "summary of a day by function, location and hour, slowest of " + DAYS,
                millis(latencies, 100),
                "–",
                latencies.millis(100),
                "%,d scans a day; median %s"
                        .formatted(report.history.scans() / ScanHistory.DAYS, millis(latencies, 50)));
    }

    /** Memory is constant where ten times the rows do not take more of it. */
    private List<Line> export(Stage stage, Report report) {
        report.export(stage.amount(EXPORTED / 10));
        var small = report.export(stage.amount(EXPORTED / 10));
        var large = report.export(stage.amount(EXPORTED));
        var more = (large.peak() - small.peak()) / MEGABYTE;
        var rate = Numbers.text(large.taken().perSecond(), "rows/s");
        return List.of(
                MORE_MEMORY.line(
                        name(),
                        "CSV export: resident memory at its peak, beyond that of a tenth of the rows",
                        Numbers.text(large.peak() / MEGABYTE, "MB"),
                        "–",
                        Math.max(0, more),
                        "%,d rows; %s at %,d"
                                .formatted(
                                        large.taken().rows(),
                                        Numbers.text(small.peak() / MEGABYTE, "MB"),
                                        small.taken().rows())),
                new Line(name(), "CSV export: rate", rate, "–", rate, "–", Verdict.SHOWN, ""));
    }

    private static String millis(Latencies latencies, double percentile) {
        return Numbers.text(latencies.millis(percentile), "ms");
    }

    /** @param peak bytes */
    private record Export(CsvExport.Taken taken, long peak) {}

    /** reporting-service, asked by an analyst. */
    private static final class Report {
        private final String url;
        private final Api api;
        private final String token;
        private final ProcessMemory memory;
        private final ScanHistory history;

        Report(Stage stage, ScanHistory history) {
            this.url = stage.suite().service(SERVICE);
            this.api = new Api(url);
            this.token = stage.suite().token("bench-analyst", "analyst");
            this.memory = new ProcessMemory(stage.suite().pid(SERVICE));
            this.history = history;
        }

        String path(Instant from, Instant to) {
            return "/reports/redemptions?from=%s&to=%s".formatted(from, to);
        }

        String summary(int day) {
            return "/reports/redemptions/summary?from=%s&to=%s&group_by=function,location,hour"
                    .formatted(history.day(day), history.day(day + 1));
        }

        /** @return how long it took until it was answered and the answer was read */
        Duration ask(String path) {
            var begin = System.nanoTime();
            get(path);
            return Duration.ofNanos(System.nanoTime() - begin);
        }

        String cursorAfter(String path) {
            return get(path).body().path("next_cursor").asText();
        }

        private Api.Reply get(String path) {
            var reply = api.get(path, token);
            if (reply.status() != 200) {
                throw new BenchException(path + " is answered with " + reply.refusal());
            }
            return reply;
        }

        Export export(long rows) {
            memory.forgetPeak();
            var taken = CsvExport.take(url + path(history.beginOfLast(rows), history.end()), token);
            return new Export(taken, memory.peak());
        }
    }
}
