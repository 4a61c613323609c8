package io.turnstile.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How much memory a process has, as Linux counts it. Bytes. */
public record ProcessMemory(long pid) {

    /**
     * Its part of what is resident: a page that several processes share counts for each of them by its share, so sums
     * count it once. Empty where the process has ended.
     *
     * @throws BenchException where Linux does not let it be read
     */
    public OptionalLong proportional() {
        return value("smaps_rollup", "Pss");
    }

    /** What is resident, shared pages as a whole. */
    public long resident() {
        return value("status", "VmRSS").orElseThrow(() -> new BenchException("process " + pid + " has ended"));
    }

    /** The most that was resident since {@link #forgetPeak}. */
    public long peak() {
        return value("status", "VmHWM").orElseThrow(() -> new BenchException("process " + pid + " has ended"));
    }

    public void forgetPeak() {
        try {
            Files.writeString(file("clear_refs"), "5");
        } catch (IOException e) {
            throw new BenchException("the peak of a process' memory cannot be reset here", e);
        }
    }

    private OptionalLong value(String file, String name) {
        try {
            return read(Files.readString(file(file)), name);
        } catch (IOException e) {
            if (ProcessHandle.of(pid).isEmpty()) {
                return OptionalLong.empty();
            }
            throw new BenchException("the memory of process %d cannot be read".formatted(pid), e);
        }
    }

    private Path file(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }

    /** @param text lines such as {@code Pss:      1234 kB}; a process that is just ending has none */
    static OptionalLong read(String text, String name) {
        var line = Pattern.compile("^" + name + ":\\s+(\\d+) kB$", Pattern.MULTILINE)
                .matcher(text);
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1)) * 1024) : OptionalLong.empty();
    }
}
