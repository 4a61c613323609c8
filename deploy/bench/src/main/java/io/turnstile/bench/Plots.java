package io.turnstile.bench;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** One picture a row: how the times of the product and of the floor are spread. */
public final class Plots {
    /** Also {@code wrk.lua}'s. */
    public static final double[] PERCENTILES = {1, 10, 25, 50, 75, 90, 95, 99, 99.9, 99.99};

    private final Map<String, Map<String, double[]>> curves = new LinkedHashMap<>();

    public void add(String row, String curve, Latencies latencies) {
        add(row, curve, latencies.millis(PERCENTILES));
    }

    /** @param millis at {@link #PERCENTILES}; of several rounds the last one is shown */
    public synchronized void add(String row, String curve, double[] millis) {
        curves.computeIfAbsent(row, _ -> new LinkedHashMap<>()).put(curve, millis);
    }

    public Map<String, Map<String, double[]>> curves() {
        return curves;
    }

    /** @return the files */
    List<Path> write(Path folder) {
        var files = new ArrayList<Path>();
        curves.forEach((row, lines) -> files.add(write(folder.resolve(row + ".png"), row, lines)));
        return files;
    }

    private static Path write(Path file, String row, Map<String, double[]> lines) {
        var chart = new XYChartBuilder()
                .width(900)
                .height(480)
                .title(row + ": share of answers that took at most so long")
                .xAxisTitle("percentile")
                .yAxisTitle("ms")
                .build();
        style(chart);
        // Evenly spaced: what matters is at the right end.
        var positions = IntStream.range(0, PERCENTILES.length).asDoubleStream().toArray();
        lines.forEach((name, millis) -> chart.addSeries(name, positions, positive(millis)));
        chart.setCustomXAxisTickLabelsFormatter(position -> {
            var index = (int) Math.round(position);
            return index >= 0 && index < PERCENTILES.length && Math.abs(position - index) < 0.01
                    ? Double.toString(PERCENTILES[index])
                    : " ";
        });
        try {
            BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void style(XYChart chart) {
        chart.getStyler()
                .setYAxisLogarithmic(true)
                .setLegendPosition(Styler.LegendPosition.InsideNW)
                .setChartBackgroundColor(Color.WHITE);
    }

    private static double[] positive(double[] millis) {
        return java.util.Arrays.stream(millis).map(it -> Math.max(it, 0.001)).toArray();
    }
}
