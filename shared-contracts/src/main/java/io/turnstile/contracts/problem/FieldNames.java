package io.turnstile.contracts.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.RestQuery;

/** What the client calls what it sent: bean validation tells the names of our methods and parameters. */
final class FieldNames {
    static final String BODY = "body";

    private FieldNames() {}

    static String of(ConstraintViolation<?> violation) {
        var nodes = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .toList();
        // Of a resource's argument: its method, its parameter, and then what is inside.
        if (nodes.size() == 2
                && nodes.get(0).getKind() == ElementKind.METHOD
                && nodes.get(1).getKind() == ElementKind.PARAMETER) {
            var parameter = nodes.get(1).as(Path.ParameterNode.class);
            return annotations(violation.getRootBeanClass(), nodes.get(0).as(Path.MethodNode.class), parameter)
                    .flatMap(annotation -> name(annotation, parameter).stream())
                    .findFirst()
                    .orElse(BODY);
        }
        return snakeCase(nodes.subList(nodes.size() > 2 ? 2 : nodes.size() - 1, nodes.size()));
    }

    private static Optional<String> name(Annotation annotation, Path.ParameterNode parameter) {
        return switch (annotation) {
            case HeaderParam header -> Optional.of(header.value());
            case QueryParam query -> Optional.of(query.value());
            case RestQuery query when !query.value().isEmpty() -> Optional.of(query.value());
            case RestQuery _ -> Optional.of(parameter.getName());
            default -> Optional.empty();
        };
    }

    /** Those of the resource's class: what the container made of it has none. */
    private static Stream<Annotation> annotations(Class<?> bean, Path.MethodNode method, Path.ParameterNode parameter) {
        var types = method.getParameterTypes().toArray(Class<?>[]::new);
        return Stream.<Class<?>>iterate(bean, type -> type != null, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(declared -> declared.getName().equals(method.getName())
                        && Arrays.equals(declared.getParameterTypes(), types))
                .flatMap(declared -> Arrays.stream(declared.getParameterAnnotations()[parameter.getParameterIndex()]));
    }

    private static String snakeCase(List<Path.Node> nodes) {
        return nodes.stream()
                .map(Path.Node::toString)
                .collect(Collectors.joining("."))
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
