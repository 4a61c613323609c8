package io.turnstile.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.local.suite.DataFolder;
import io.turnstile.local.suite.SuiteLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is said in one line on standard error, and the exit code is not 0. */
class TurnstileTest {
    @TempDir
    Path folder;

    private record Ended(int exitCode, List<String> output, List<String> errors) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "demo",
                "token",
                "pay",
                "restart",
                "rebuild",
                "erase-buyer",
                "recover-slot",
                "dead-letters",
                "dead-letters list",
                "dead-letters replay",
                "stop",
                "reset"
            })
    void every_command_explains_itself(String command) {
        var ended = run((command + " --help").split(" "));
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.output().getFirst()).startsWith("Usage: turnstile " + command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "token --sub a --group buyer",
                "pay 0198c0de-0000-7000-8000-000000000001",
                "dead-letters list",
                "dead-letters replay",
                "restart order-service",
                "rebuild reporting",
                "erase-buyer mia",
                "recover-slot order-service",
                "stop"
            })
    void commands_for_a_running_suite_say_when_there_is_none(String command) {
        var ended = run((command + " --data " + folder).split(" "));
        assertFailed(ended, 1, "turnstile: Turnstile does not run on " + folder + "; start it with ./turnstile up");
    }

    @Test
    void a_second_suite_on_the_same_data_is_refused() {
        var data = prepared();
        try (var _ = SuiteLock.take(data)) {
            var ended = run("up", "--data", folder.toString());
            assertFailed(
                    ended,
                    1,
                    "turnstile: Turnstile already runs on " + folder
                            + "; stop it first (./turnstile stop), or name another"
                            + " folder with --data and other ports with --port-offset");
        }
    }

    @Test
    void a_port_that_is_taken_is_named_with_the_one_who_needs_it() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var offset = taken.getLocalPort() - 8080;
            var ended = run("up", "--data", folder.toString(), "--port-offset", Integer.toString(offset));
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.errors()).hasSize(1);
            assertThat(ended.errors().getFirst())
                    .startsWith("turnstile: port " + taken.getLocalPort() + " is taken, and the gateway needs it")
                    .contains("--port-offset");
        }
    }

    @Test
    void a_data_folder_that_cannot_be_written_is_named() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        var ended = run("up", "--data", file.resolve("data").toString());
        assertFailed(
                ended,
                1,
                "turnstile: the data folder " + file.resolve("data")
                        + " cannot be written; choose another with --data");
    }

    @Test
    void a_service_that_does_not_exist_cannot_be_replicated() {
        var ended = run("up", "--data", folder.toString(), "--replicas", "bank-service=2");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.errors()).hasSize(1);
        assertThat(ended.errors().getFirst())
                .startsWith("turnstile: there is no service bank-service; there are catalog-service, order-service");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "token --sub mia",
                "pay not-an-id",
                "dead-letters",
                "restart",
                "rebuild orders",
                "erase-buyer",
                "up --port-offset x",
                "up --replicas venue-service"
            })
    void what_is_not_understood_is_said_in_one_line(String line) {
        var ended = line.isEmpty() ? run() : run(line.split(" "));
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.errors()).hasSize(1);
        assertThat(ended.errors().getFirst()).startsWith("turnstile: ").contains("--help");
    }

    @Test
    void a_reset_is_refused_while_the_suite_runs() {
        try (var _ = SuiteLock.take(prepared())) {
            assertFailed(
                    run("reset", "--yes", "--data", folder.toString()),
                    1,
                    "turnstile: Turnstile runs on " + folder + "; stop it first (./turnstile stop)");
        }
        assertThat(folder.resolve("run")).exists();
    }

    @Test
    void a_reset_removes_the_data() {
        prepared();
        assertThat(run("reset", "--yes", "--data", folder.toString()).exitCode())
                .isZero();
        assertThat(folder).doesNotExist();
    }

    @Test
    void a_reset_does_not_touch_a_folder_that_is_no_suites() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), UUID.randomUUID().toString());
        assertFailed(
                run("reset", "--yes", "--data", folder.toString()),
                1,
                "turnstile: " + folder + " holds no data of Turnstile");
        assertThat(folder.resolve("thesis.txt")).exists();
    }

    private DataFolder prepared() {
        var data = DataFolder.of(folder);
        data.prepare();
        return data;
    }

    private static void assertFailed(Ended ended, int exitCode, String line) {
        assertThat(ended.errors()).containsExactly(line);
        assertThat(ended.exitCode()).isEqualTo(exitCode);
    }

    private static Ended run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exitCode = Turnstile.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ended(
                exitCode,
                out.toString().lines().toList(),
                err.toString().lines().toList());
    }
}
