package io.turnstile.ticket.rest;

import static io.turnstile.ticket.rest.QrModules.QUIET_ZONE;

import com.google.zxing.qrcode.encoder.ByteMatrix;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A QR code (ISO/IEC 18004) that a gate's camera reads from a phone: {@link QrModules} drawn in two forms. */
final class QrImage {
    private static final int PIXELS_PER_MODULE = 8;
    private static final int WHITE = 1;

    private final ByteMatrix modules;

    private QrImage(ByteMatrix modules) {
        this.modules = modules;
    }

    static QrImage of(String token) {
        return new QrImage(QrModules.of(token));
    }

    /** Modules a side, without the quiet zone. */
    int size() {
        return modules.getWidth();
    }

    byte[] png() {
        var side = sideWithQuietZone() * PIXELS_PER_MODULE;
        var image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
        var bits = image.getRaster();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if (!isDark(x / PIXELS_PER_MODULE - QUIET_ZONE, y / PIXELS_PER_MODULE - QUIET_ZONE)) {
                    bits.setSample(x, y, 0, WHITE);
                }
            }
        }
        var bytes = new ByteArrayOutputStream();
        // In memory: by default ImageIO would buffer in a file, and the token would be on a disk.
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** One path on a white ground, a module being one unit, so that it scales to any size without a seam. */
    String svg() {
        var path = new StringBuilder();
        for (int y = 0; y < size(); y++) {
            for (int x = 0; x < size(); x++) {
                int start = x;
                while (isDark(x, y)) {
                    x++;
                }
                if (x > start) {
                    path.append("M%d %dh%dv1h-%dz".formatted(start + QUIET_ZONE, y + QUIET_ZONE, x - start, x - start));
                }
            }
        }
        return """
               <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
               <path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%2$s"/></svg>
               """.formatted(sideWithQuietZone(), path);
    }

    private int sideWithQuietZone() {
        return size() + 2 * QUIET_ZONE;
    }

    private boolean isDark(int x, int y) {
        return x >= 0 && y >= 0 && x < size() && y < size() && modules.get(x, y) == 1;
    }
}
