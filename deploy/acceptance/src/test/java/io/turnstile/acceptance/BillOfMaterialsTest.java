package io.turnstile.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.platform.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bills of materials that the build writes list what ships, all of it and nothing else. */
class BillOfMaterialsTest {
    private static final String SUITE = "turnstile-bom.json";
    private static final String PLATFORM = "turnstile-platform-bom.json";

    /** Listed though no jar of it ships: files of it do, or Quarkus leaves it out of what it packages. */
    private static final Set<String> NO_JAR = Set.of("swagger-ui", "quarkus-ide-launcher");
    /** Copied beside the broker for the sake of deploy/platform's own code; neither the broker nor Connect asks for it. */
    private static final String HARNESS = "(annotations|btf|duct-tape|error_prone_annotations|failureaccess|guava"
            + "|httpclient|httpcore|itu|j2objc-annotations|jackson-coreutils|jackson-coreutils-equivalence|jna|joda-time"
            + "|json-patch|json-schema-core|json-schema-validator|jsr305|libphonenumber|mailapi|msg-simple|rhino"
            + "|uri-template)-[0-9].*";

    private static final String STALE = "; is it left from an older build (./mvnw clean)?";

    private record Component(String name, String version, String classifier, List<String> licences) {
        String jar() {
            return name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
        }

        /** Several licences are a choice, and one that can be lived with is enough. */
        boolean bindsItsUsers() {
            return licences.stream()
                    .allMatch(licence -> licence.matches("(?i).*(\\bA?GPL|General Public|SSPL|BUSL).*")
                            && !licence.matches("(?i).*(LGPL|Lesser|classpath).*"));
        }
    }

    /** Its plugin asks for libraries' licences. */
    @BeforeAll
    static void leaveOutWhereMavenIsOffline() {
        assumeFalse(
                "offline: true".equals(System.getProperty("turnstile.maven")),
                "offline, Maven writes no bill of materials");
    }

    @Test
    void every_jar_of_the_services_and_the_launcher_is_listed() {
        var shipped = new TreeSet<>(jars("deploy/local/target/lib"));
        services().forEach(service -> shipped.addAll(packaged(service)));
        assertTrue(shipped.size() > 200, shipped::toString);
        assertEquals(Set.of(), without(shipped, listed(SUITE)), STALE);
    }

    @Test
    void nothing_is_listed_that_the_services_and_the_launcher_lack() {
        var shipped = new TreeSet<>(jars("deploy/local/target/lib"));
        services().forEach(service -> shipped.addAll(packaged(service)));
        var ours = Stream.concat(services().stream(), Stream.of("local")).toList();
        var unshipped = components(SUITE)
                .filter(component -> !shipped.contains(component.jar()))
                .map(Component::name)
                .filter(name -> !ours.contains(name))
                .collect(Collectors.toSet());
        assertEquals(NO_JAR, unshipped);
    }

    @Test
    void what_the_broker_and_connect_are_started_with_is_listed() {
        var shipped = new TreeSet<>(jars("deploy/platform/target/runtime"));
        assertEquals(Set.of(), without(listed(PLATFORM), shipped));
        shipped.removeIf(jar -> jar.matches(HARNESS));
        assertEquals(Set.of(), without(shipped, listed(PLATFORM)), STALE);
    }

    @ParameterizedTest
    @CsvSource({
        SUITE + ", quarkus-core",
        SUITE + ", quarkus-rest-jackson",
        SUITE + ", postgresql",
        SUITE + ", nimbus-jose-jwt",
        SUITE + ", kafka-clients",
        SUITE + ", flyway-core",
        SUITE + ", hibernate-core",
        SUITE + ", core",
        SUITE + ", vertx-http-proxy",
        SUITE + ", swagger-ui",
        PLATFORM + ", kafka_2.13",
        PLATFORM + ", kafka-clients",
        PLATFORM + ", connect-runtime",
        PLATFORM + ", debezium-connector-postgres"
    })
    void what_we_know_to_ship_has_its_version_and_licence(String bill, String name) {
        var component = components(bill)
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(bill + " does not list " + name));
        assertTrue(component.version().matches("[0-9]+\\.[0-9]+.*"), component::toString);
        assertFalse(component.licences().isEmpty(), component::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {SUITE, PLATFORM})
    void no_library_of_the_tests_is_listed(String bill) {
        var tests = components(bill)
                .map(Component::name)
                .filter(name -> name.matches(
                        "(junit|assertj|archunit|jqwik|awaitility|rest-assured|testcontainers|swagger-request).*"))
                .toList();
        assertEquals(List.of(), tests);
    }

    @ParameterizedTest
    @ValueSource(strings = {SUITE, PLATFORM})
    void everything_has_a_licence_and_none_binds_who_runs_turnstile(String bill) {
        assertEquals(
                List.of(),
                components(bill)
                        .filter(component -> component.licences().isEmpty())
                        .toList());
        assertEquals(
                List.of(), components(bill).filter(Component::bindsItsUsers).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "true,  GPL-3.0-only",
        "true,  AGPL-3.0-or-later",
        "true,  'GNU General Public License, version 2'",
        "true,  SSPL-1.0",
        "false, LGPL-2.1-only",
        "false, GPL-2.0-with-classpath-exception",
        "false, Apache-2.0"
    })
    void a_licence_that_would_bind_is_known(boolean binds, String licence) {
        assertEquals(binds, new Component("a", "1.0", "", List.of(licence)).bindsItsUsers());
        assertFalse(new Component("a", "1.0", "", List.of(licence, "MIT")).bindsItsUsers());
    }

    /** Two builds of one state of the sources write the same bill, byte for byte. */
    @ParameterizedTest
    @ValueSource(strings = {SUITE, PLATFORM})
    void a_bill_is_of_the_current_format_and_says_nothing_of_when_it_was_written(String bill) {
        assertEquals("CycloneDX", document(bill).path("bomFormat").asText());
        assertEquals("1.6", document(bill).path("specVersion").asText());
        assertTrue(document(bill).path("serialNumber").isMissingNode());
        assertTrue(document(bill).at("/metadata/timestamp").isMissingNode());
    }

    private static Set<String> listed(String bill) {
        return components(bill).map(Component::jar).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Component> components(String bill) {
        return elements(document(bill).path("components")).map(BillOfMaterialsTest::component);
    }

    private static Component component(JsonNode component) {
        var classifier = component.path("purl").asText().replaceAll("^[^?]*\\??(.*&)?(classifier=([^&]*))?.*$", "$3");
        var licences = elements(component.path("licenses"))
                .map(licence -> licence.path("expression")
                        .asText(licence.at("/license/id")
                                .asText(licence.at("/license/name").asText())))
                .toList();
        return new Component(
                component.path("name").asText(), component.path("version").asText(), classifier, licences);
    }

    private static JsonNode document(String bill) {
        try {
            return new ObjectMapper()
                    .readTree(Repository.root().resolve("target").resolve(bill).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Quarkus wrote down of a service: {@code group:artifact:classifier:type:version}. */
    private static List<String> packaged(String service) {
        var list = Repository.root().resolve(service).resolve("target/quarkus-app/quarkus-app-dependencies.txt");
        try {
            return Files.readAllLines(list).stream()
                    .map(line -> line.split(":"))
                    .map(part -> new Component(part[1], part[4], part[2], List.of()).jar())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> services() {
        return names(Repository.root(), "-service");
    }

    private static List<String> jars(String folder) {
        return names(Repository.root().resolve(folder), ".jar");
    }

    private static List<String> names(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> without(Collection<String> all, Collection<String> known) {
        var rest = new TreeSet<>(all);
        rest.removeAll(known);
        return rest;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
