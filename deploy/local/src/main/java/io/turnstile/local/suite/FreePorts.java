package io.turnstile.local.suite;

import io.turnstile.local.LocalException;
import io.turnstile.local.suite.PortPlan.PortUse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Looks before anything starts: a port that is found taken half-way leaves half a suite behind. */
final class FreePorts {
    private FreePorts() {}

    /** @throws LocalException naming the first port that is taken, and who needs it */
    static void require(List<PortUse> uses) {
        for (var use : uses) {
            if (!isFree(use.port())) {
                throw new LocalException(
                        "port %d is taken, and %s needs it; free it, or move every port with --port-offset N"
                                .formatted(use.port(), use.user()));
            }
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // Connections of an earlier suite that are only fading away do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
