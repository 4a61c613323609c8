package io.turnstile.acceptance.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One client with its connections, which it keeps as long as both sides do. It writes what it is given: every client
 * library would mend it, or refuse to send it.
 */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int LARGE = 60_000;

    private final Map<InetSocketAddress, Connection> connections = new HashMap<>();

    private record Connection(Socket socket, InputStream in) {
        static Connection to(InetSocketAddress address) throws IOException {
            var socket = new Socket(address.getAddress(), address.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            return new Connection(socket, new BufferedInputStream(socket.getInputStream(), 16 << 10));
        }
    }

    Response send(Request request) {
        // What may be left of a broken request must not be taken for the next one.
        if (!request.isWellFramed()) {
            close(request.address());
        }
        var response = exchange(request);
        var isOver = !response.isThere()
                || !request.isWellFramed()
                || isLarge(request)
                || response.header("Connection")
                        .filter("close"::equalsIgnoreCase)
                        .isPresent();
        if (isOver) {
            close(request.address());
        }
        return response;
    }

    private Response exchange(Request request) {
        try {
            var connection = connections.get(request.address());
            if (connection == null) {
                connection = Connection.to(request.address());
                connections.put(request.address(), connection);
            }
            write(connection, request);
            try {
                return read(connection.in(), request);
            } catch (SocketTimeoutException _) {
                return Response.none("nothing came within %d s".formatted(PATIENCE_MILLIS / 1000));
            } catch (EOFException _) {
                return Response.none("the connection was closed");
            }
        } catch (IOException e) {
            return Response.none(e.toString());
        }
    }

    /**
     * A large body is written beside the reading: a server may answer before it has read all of it, and then reads no
     * more.
     */
    private static void write(Connection connection, Request request) throws IOException {
        // In one piece: otherwise a short body would wait for the head to be acknowledged.
        var all = new ByteArrayOutputStream();
        all.writeBytes(request.head());
        if (request.message().body != null) {
            all.writeBytes(request.message().body);
        }
        if (isLarge(request)) {
            Thread.ofVirtual().start(() -> {
                try {
                    all.writeTo(connection.socket().getOutputStream());
                } catch (IOException _) {
                    // The server has had enough; its answer says so.
                }
            });
        } else {
            all.writeTo(connection.socket().getOutputStream());
        }
    }

    private static boolean isLarge(Request request) {
        return request.message().body != null && request.message().body.length > LARGE;
    }

    private static Response read(InputStream in, Request request) throws IOException {
        while (true) {
            var line = line(in);
            if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
                return Response.none("an answer that is not HTTP: " + line);
            }
            var status = Integer.parseInt(line.substring(9, 12));
            var headers = headers(in);
            // 101 would be another protocol: nobody offers one.
            if (status >= 200 || status == 101) {
                var hasNone = request.isAnsweredWithoutBody() || status == 204 || status == 304;
                return new Response(status, headers, hasNone ? new byte[0] : body(in, headers), "");
            }
        }
    }

    private static List<Message.Header> headers(InputStream in) throws IOException {
        var headers = new ArrayList<Message.Header>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.add(new Message.Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return headers;
    }

    private static byte[] body(InputStream in, List<Message.Header> headers) throws IOException {
        for (var header : headers) {
            if (header.name().equalsIgnoreCase("Content-Length")) {
                return exactly(in, Integer.parseInt(header.value()));
            }
            if (header.name().equalsIgnoreCase("Transfer-Encoding")) {
                return chunks(in);
            }
        }
        return in.readAllBytes();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = chunkSize(in); size > 0; size = chunkSize(in)) {
            body.writeBytes(exactly(in, size));
            line(in);
        }
        headers(in);
        return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";")[0].strip(), 16);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private void close(InetSocketAddress address) {
        var connection = connections.remove(address);
        if (connection != null) {
            try {
                connection.socket().close();
            } catch (IOException _) {
                // It is given up anyway.
            }
        }
    }

    @Override
    public void close() {
        List.copyOf(connections.keySet()).forEach(this::close);
    }
}
