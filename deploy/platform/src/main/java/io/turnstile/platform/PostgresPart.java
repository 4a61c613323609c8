package io.turnstile.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The PostgreSQL server with the parameters and access rules of the manifests. */
final class PostgresPart implements EmbeddedPart {
    static final String NAME = "postgres";

    /**
     * How often a password is hashed at each login, against those who have stolen the hash and guess. Nobody guesses what a
     * machine drew at random, and each new connection would pay for 4096 rounds: a fifth of what the optimising compilers
     * did during a start was this.
     */
    private static final String SCRAM_ITERATIONS = "scram_iterations";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int STARTS_TRIED = 20;

    private final DataFolder folder;
    private final PostgresBinaries binaries;
    private final Manifests manifests;
    private final int port;
    private final boolean durable;
    private final Databases databases;

    PostgresPart(
            DataFolder folder, PostgresBinaries binaries, Manifests manifests, Databases databases, boolean durable) {
        this.folder = folder;
        this.binaries = binaries;
        this.manifests = manifests;
        this.port = databases.port();
        this.durable = durable;
        this.databases = databases;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChildProcess.StopSignal stopSignal() {
        return ChildProcess.StopSignal.INT;
    }

    @Override
    public ChildProcess start() {
        initialise();
        dropForeignLock();
        for (int attempt = 1; ; attempt++) {
            var server = ChildProcess.start(NAME, folder, stopSignal(), Stopping.PATIENCE, command(), Map.of());
            try {
                server.awaitReady(START_LIMIT, databases::answers);
                return server;
            } catch (PlatformException e) {
                // A killed server's sessions need a moment to notice that it has gone and to let go of its memory.
                if (attempt == STARTS_TRIED || !server.endOfOutput().contains("pre-existing shared memory block")) {
                    throw e;
                }
            }
        }
    }

    private Path data() {
        return folder.data(NAME);
    }

    /** Makes the data folder. One that was not finished, because its maker was killed, is made anew. */
    private void initialise() {
        var finished = folder.run().resolve("postgres.initialised");
        if (Files.exists(finished)) {
            return;
        }
        var password = folder.write("postgres.password", databases.superuserPassword());
        try {
            Folders.delete(data());
            var initdb = new ArrayList<>(List.of(
                    binaries.program("initdb").toString(),
                    "--pgdata=" + data(),
                    "--username=" + Databases.SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--set=" + SCRAM_ITERATIONS + "=1",
                    durable ? "--data-checksums" : "--no-sync"));
            initdb.addAll(Databases.LOCALE);
            run(initdb);
            Files.createFile(finished);
        } catch (IOException e) {
            throw new PlatformException("the data folder of PostgreSQL cannot be made", e);
        } finally {
            Folders.delete(password);
        }
    }

    private void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(asOrdinaryUser(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.logs().resolve("initdb.out").toFile()))
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new PlatformException("initdb failed, see initdb.out in " + folder.logs());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while PostgreSQL's data folder was made", e);
        }
    }

    private List<String> command() {
        var command = new ArrayList<>(List.of(binaries.program("postgres").toString(), "-D", data().toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return asOrdinaryUser(command);
    }

    private Map<String, String> settings() {
        var settings = new LinkedHashMap<>(manifests.postgresParameters());
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("hba_file", folder.write("pg_hba.conf", accessRules()).toString());
        // One file per day of the week, written over a week later: logs never fill the disk.
        settings.put("logging_collector", "on");
        settings.put("log_directory", folder.logs().toString());
        settings.put("log_filename", "postgres-%a.log");
        settings.put("log_rotation_size", "0");
        settings.put("log_truncate_on_rotation", "on");
        settings.put("timezone", "UTC");
        settings.put(SCRAM_ITERATIONS, "1");
        // All three are on in a server that is left alone; only tests, whose data nobody keeps, may go without.
        var safe = durable ? "on" : "off";
        settings.put("fsync", safe);
        settings.put("synchronous_commit", safe);
        settings.put("full_page_writes", safe);
        return settings;
    }

    /** The manifests' rules end with a refusal, so the superuser, who only provisions, comes first. */
    private String accessRules() {
        var rules = new ArrayList<String>();
        rules.add("host all %s 127.0.0.1/32 scram-sha-256".formatted(Databases.SUPERUSER));
        rules.addAll(manifests.hbaRules());
        return String.join("\n", rules) + "\n";
    }

    /**
     * PostgreSQL does not start while its lock names a process that lives. After a kill the id may be another program's by
     * now; only then the lock is removed.
     */
    private void dropForeignLock() {
        var lock = data().resolve("postmaster.pid");
        try {
            var holder = ProcessHandle.of(
                    Long.parseLong(Files.readAllLines(lock).getFirst().strip()));
            if (holder.flatMap(process -> process.info().command())
                    .filter(program -> !program.endsWith("postgres"))
                    .isPresent()) {
                Files.delete(lock);
            }
        } catch (IOException | NumberFormatException _) {
            // No lock, or not a whole one: PostgreSQL decides.
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody in particular. */
    private static List<String> asOrdinaryUser(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        var wrapped = new ArrayList<>(List.of("unshare", "--user"));
        wrapped.addAll(command);
        return wrapped;
    }
}
