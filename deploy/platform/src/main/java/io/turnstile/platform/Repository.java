package io.turnstile.platform;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the repository's files are: the manifests, the API document and the embedded platform's runtime. */
public final class Repository {
    private static final Path MANIFESTS = Path.of("deploy", "kubernetes", "base");

    private Repository() {}

    /**
     * The folder that the system property {@code turnstile.root} names, else the first one above the working folder that
     * holds the manifests.
     *
     * @throws PlatformException where there is none
     */
    public static Path root() {
        var named = System.getProperty("turnstile.root");
        if (named != null) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(MANIFESTS))) {
                return folder;
            }
        }
        throw new PlatformException(
                "no folder above this one holds " + MANIFESTS + ": name the repository's folder with -Dturnstile.root");
    }

    /** The manifests that the local platform is started from; Kubernetes users apply overlays of the same. */
    public static Path baseManifests() {
        return root().resolve(MANIFESTS);
    }
}
