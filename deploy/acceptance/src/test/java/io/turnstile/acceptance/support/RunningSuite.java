package io.turnstile.acceptance.support;

import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one suite for all test classes and stops it after the last; tests take it as a parameter. */
public final class RunningSuite implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(RunningSuite.class);

    private static final int PORT_OFFSET = 10_000;

    private record Started(Suite suite) implements AutoCloseable {
        static Started now() {
            var suite = new Suite("suite", PORT_OFFSET, List.of("order-service", "venue-service"));
            suite.start();
            return new Started(suite);
        }

        @Override
        public void close() {
            suite.stop();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        RestAssured.baseURI = suite(context).gateway();
        RestAssured.enableLoggingOfRequestAndResponseIfValidationFails();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Suite.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return suite(context);
    }

    private static Suite suite(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Started.class, _ -> Started.now(), Started.class)
                .suite();
    }
}
