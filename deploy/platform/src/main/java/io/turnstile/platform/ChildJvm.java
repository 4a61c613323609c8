package io.turnstile.platform;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts a Java process of the platform. Its classes are those that the build put beside this module: a broker's
 * libraries must not meet those of the program that starts it.
 *
 * @param shortLived whether a quick start is worth more than speed later on
 */
record ChildJvm(DataFolder folder, Path runtime, boolean shortLived) {

    static ChildJvm of(DataFolder folder, boolean shortLived) {
        var target = Repository.root().resolve("deploy").resolve("platform").resolve("target");
        if (Files.notExists(target.resolve("runtime"))) {
            throw new PlatformException("the embedded broker is not built yet: ./mvnw install -pl deploy/platform -am");
        }
        return new ChildJvm(folder, target, shortLived);
    }

    ChildProcess start(String name, int heapMegabytes, Class<?> main, Path settings, Map<String, String> environment) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xms32m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-Dlog4j2.configurationFile=classpath:platform-logging.xml",
                "-Dturnstile.log=" + folder.log(name),
                "-D" + OrphanGuard.PARENT + "=" + ProcessHandle.current().pid(),
                "-D" + OrphanGuard.DATA_FOLDER + "=" + folder.root()));
        if (shortLived) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("-cp", classPath(), main.getName(), settings.toString()));
        return ChildProcess.start(name, folder, ChildProcess.StopSignal.TERM, command, environment);
    }

    private String classPath() {
        return runtime.resolve("classes") + File.pathSeparator + runtime.resolve("runtime") + File.separator + "*";
    }
}
