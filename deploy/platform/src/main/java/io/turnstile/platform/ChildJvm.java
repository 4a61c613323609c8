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
 */
record ChildJvm(DataFolder folder, Path target, AotCaches caches) {

    /** The optimising compiler waits for code that stays hot: a start takes less of the CPU. */
    private static final List<String> HOT_FOR_LONG = List.of(
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=4000",
            "-XX:Tier4CompileThreshold=40000",
            "-XX:Tier4BackEdgeThreshold=200000");

    static ChildJvm of(DataFolder folder, AotCaches caches) {
        var target = Repository.root().resolve("deploy").resolve("platform").resolve("target");
        if (Files.notExists(target.resolve("runtime"))) {
            throw new PlatformException("the embedded broker is not built yet: ./mvnw install -pl deploy/platform -am");
        }
        return new ChildJvm(folder, target, caches);
    }

    ChildProcess start(String name, int heapMegabytes, Class<?> main, Path settings, Map<String, String> environment) {
        var arguments = new ArrayList<>(List.of(
                "-Xms32m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                // What the compilers have needed and freed goes back to the system.
                "-XX:TrimNativeHeapInterval=10000",
                // They come after who has work to do: a nice value of 10, which the policy is needed for.
                "-XX:ThreadPriorityPolicy=1",
                "-XX:CompilerThreadPriority=10",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-Dlog4j2.configurationFile=classpath:platform-logging.xml",
                "-Dturnstile.log=" + folder.log(name),
                "-D" + OrphanGuard.PARENT + "=" + ProcessHandle.current().pid(),
                "-D" + OrphanGuard.DATA_FOLDER + "=" + folder.root()));
        arguments.addAll(HOT_FOR_LONG);
        arguments.addAll(List.of("-cp", classPath(), main.getName(), settings.toString()));
        return ChildProcess.start(
                name,
                folder,
                ChildProcess.StopSignal.TERM,
                caches.patience(Stopping.PATIENCE),
                caches.java(name, arguments),
                environment);
    }

    private String classPath() {
        // Jars only: the JVM keeps no classes of a folder in its cache.
        return target.resolve("processes.jar") + File.pathSeparator + target.resolve("runtime") + File.separator + "*";
    }
}
