package io.turnstile.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Loopback ports: which are free, which are served. */
final class Ports {
    private Ports() {}

    /** The wanted port, or a free one for 0; fails where another program has the wanted one. */
    static int choose(int wanted, String purpose) {
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PlatformException(
                    wanted == 0 ? "no port is free" : "port %d, wanted for %s, is in use".formatted(wanted, purpose),
                    e);
        }
    }

    /** A free port that is not the one which was chosen before, though nobody listens there yet. */
    static int chooseBeside(int chosen, String purpose) {
        var port = choose(0, purpose);
        return port == chosen ? chooseBeside(chosen, purpose) : port;
    }

    static boolean isServed(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
