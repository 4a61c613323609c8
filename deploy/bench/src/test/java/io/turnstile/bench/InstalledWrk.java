package io.turnstile.bench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

final class InstalledWrk {
    private InstalledWrk() {}

    /** Skips the test where there is none. */
    static Wrk in(Path folder) {
        var wrk = new Wrk(folder);
        assumeTrue(wrk.isThere(), "no wrk here (Debian's package wrk)");
        return wrk;
    }
}
