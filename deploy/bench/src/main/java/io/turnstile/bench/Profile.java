package io.turnstile.bench;

import java.nio.file.Path;

/** Where a service spends its time while a row is measured, as a JFR recording beside the results. */
record Profile(Suite suite, String service, Path folder) {

    void begin() {
        if (service != null) {
            jcmd("JFR.start", "name=bench", "settings=profile");
        }
    }

    void end(String row) {
        if (service != null) {
            jcmd("JFR.stop", "name=bench", "filename=" + folder.resolve(row + ".jfr"));
        }
    }

    private void jcmd(String... command) {
        var pid = suite.pid(service);
        var line = new String[command.length + 2];
        line[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        line[1] = Long.toString(pid);
        System.arraycopy(command, 0, line, 2, command.length);
        Program.run(line);
    }
}
