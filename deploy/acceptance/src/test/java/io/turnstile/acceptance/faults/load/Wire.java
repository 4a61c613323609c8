package io.turnstile.acceptance.faults.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** The network between clients and gateway: bytes go through, until somebody makes it tear connections. */
public final class Wire implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final ServerSocket clients;
    private final int gatewayPort;
    private final Random random;
    private final AtomicLong torn = new AtomicLong();
    private volatile int percent;

    public Wire(int gatewayPort, Random random) {
        this.gatewayPort = gatewayPort;
        this.random = random;
        try {
            clients = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    public String address() {
        return "http://127.0.0.1:" + clients.getLocalPort();
    }

    /** @param percent of what is sent, in either direction, is cut off in its middle, and the connection with it */
    public void tear(int percent) {
        this.percent = percent;
    }

    public long torn() {
        return torn.get();
    }

    private void accept() {
        while (!clients.isClosed()) {
            try {
                var client = clients.accept();
                Thread.startVirtualThread(() -> connect(client));
            } catch (IOException _) {
                // Closed, or this one client went away; the next one is as welcome.
            }
        }
    }

    private void connect(Socket client) {
        try {
            var gateway = new Socket(InetAddress.getLoopbackAddress(), gatewayPort);
            gateway.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Thread.startVirtualThread(() -> pump(client, gateway));
            pump(gateway, client);
        } catch (IOException _) {
            reset(client);
        }
    }

    private void pump(Socket from, Socket to) {
        var buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (var length = in.read(buffer); length > 0; length = in.read(buffer)) {
                if (percent > 0 && random.nextInt(100) < percent) {
                    out.write(buffer, 0, random.nextInt(length + 1));
                    torn.incrementAndGet();
                    break;
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException _) {
            // One side is gone; so is the connection.
        }
        reset(from);
        reset(to);
    }

    /** Without a farewell, as when a cable is cut. */
    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException _) {
            // It is closed already.
        }
    }

    @Override
    public void close() throws IOException {
        clients.close();
    }
}
