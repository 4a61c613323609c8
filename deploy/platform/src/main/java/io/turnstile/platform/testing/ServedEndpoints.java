package io.turnstile.platform.testing;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The endpoints that the JAX-RS resources of a service serve. */
final class ServedEndpoints {
    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target", "classes");

    private ServedEndpoints() {}

    static SortedSet<String> under(String basePackage) {
        var folder = CLASSES.resolve(basePackage.replace('.', '/'));
        try (var files = Files.walk(folder)) {
            return files.map(file -> CLASSES.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(ServedEndpoints::load)
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .flatMap(ServedEndpoints::endpoints)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String file) {
        var name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> endpoints(Class<?> resource) {
        var root = resource.getAnnotation(Path.class).value();
        return Arrays.stream(resource.getDeclaredMethods()).flatMap(method -> httpMethods(method)
                .map(verb -> DocumentedEndpoints.endpoint(verb, path(root, method))));
    }

    private static Stream<String> httpMethods(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value);
    }

    private static String path(String root, Method method) {
        var own = method.getAnnotation(Path.class);
        var joined = "/" + root + "/" + (own == null ? "" : own.value());
        var single = joined.replaceAll("/+", "/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }
}
