package io.turnstile.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Where the figures come from. */
record Machine(String date, int processors, long memoryGigabytes, String processor, String java, String load) {

    static Machine current() {
        return new Machine(
                LocalDate.now().toString(),
                Runtime.getRuntime().availableProcessors(),
                Math.round(number(line("/proc/meminfo", "MemTotal")) / 1024.0 / 1024.0),
                line("/proc/cpuinfo", "model name").replaceFirst(".*: ", ""),
                Runtime.version().toString(),
                line("/proc/loadavg", "").split(" ")[0]);
    }

    private static String line(String file, String begin) {
        if (Files.notExists(Path.of(file))) {
            return "";
        }
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(begin)).findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(String line) {
        var digits = line.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    @Override
    public String toString() {
        return "%s, %d cores (%s), %d GB, Java %s, load %s before it"
                .formatted(date, processors, processor, memoryGigabytes, java, load);
    }
}
