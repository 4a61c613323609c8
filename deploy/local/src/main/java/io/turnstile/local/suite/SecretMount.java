package io.turnstile.local.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A folder in a container in which every file is a Secret's key.
 *
 * @param path where the container sees it
 */
record SecretMount(String path, List<SecretFile> files) {

    /** @param name of the file */
    record SecretFile(String name, String secret, String key) {}

    /**
     * @param pod a Deployment's {@code template.spec}, with one container
     * @return an empty one where the container sees no Secret
     * @throws LocalException where it sees several folders of them: one is all that the launcher lays out
     */
    static SecretMount of(JsonNode pod) {
        return elements(pod.at("/containers/0/volumeMounts"))
                .flatMap(mount -> elements(pod.path("volumes"))
                        .filter(volume -> volume.path("name").equals(mount.path("name")))
                        .filter(volume -> volume.has("projected"))
                        .map(volume ->
                                new SecretMount(mount.path("mountPath").asText(), files(volume.path("projected")))))
                .reduce((_, _) -> {
                    throw new LocalException("a manifest mounts Secrets at two places; the launcher knows of one");
                })
                .orElse(new SecretMount("", List.of()));
    }

    private static List<SecretFile> files(JsonNode projected) {
        return elements(projected.path("sources"))
                .map(source -> source.path("secret"))
                .flatMap(secret -> elements(secret.path("items"))
                        .map(item -> new SecretFile(
                                item.path("path").asText(),
                                secret.path("name").asText(),
                                item.path("key").asText())))
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /**
     * The same folder on this machine. Its files are links, so that a secret is there once, and a process that is started
     * again reads what the secret is by then.
     */
    void appearAt(Path folder, Secrets secrets) {
        try {
            Files.createDirectories(folder);
            try (var former = Files.list(folder)) {
                for (var link : former.toList()) {
                    Files.delete(link);
                }
            }
            for (var file : files) {
                secrets.value(file.secret(), file.key());
                Files.createSymbolicLink(folder.resolve(file.name()), secrets.file(file.secret(), file.key()));
            }
        } catch (IOException e) {
            throw new LocalException("the secrets cannot be laid out in " + folder + ": " + e.getMessage(), e);
        }
    }
}
