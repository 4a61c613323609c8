package io.turnstile.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes 50 ms for each answer; {@code /bad} is answered with 409, {@code /broken} with 500. */
final class SlowService implements AutoCloseable {
    private static final int MILLIS = 50;

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    SlowService() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            try {
                Thread.sleep(MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            var status =
                    switch (exchange.getRequestURI().getPath()) {
                        case "/bad" -> 409;
                        case "/broken" -> 500;
                        default -> 204;
                    };
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
