package io.turnstile.ticket;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.ReaderException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Reads a QR code as a gate's camera does: finds it in the picture first. */
public final class QrReader {
    private static final int PIXELS_PER_UNIT = 6;
    private static final Pattern VIEW_BOX = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"");
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");

    private QrReader() {}

    public static String read(byte[] png) throws IOException, ReaderException {
        return read(ImageIO.read(new ByteArrayInputStream(png)));
    }

    /** Draws what the one path of our SVG says: dark runs on white. */
    public static String readSvg(String svg) throws ReaderException {
        var viewBox = VIEW_BOX.matcher(svg);
        if (!viewBox.find()) {
            throw NotFoundException.getNotFoundInstance();
        }
        int side = Integer.parseInt(viewBox.group(1)) * PIXELS_PER_UNIT;
        var image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, side, side);
        graphics.setColor(Color.BLACK);
        RUN.matcher(svg)
                .results()
                .forEach(run -> graphics.fillRect(
                        Integer.parseInt(run.group(1)) * PIXELS_PER_UNIT,
                        Integer.parseInt(run.group(2)) * PIXELS_PER_UNIT,
                        Integer.parseInt(run.group(3)) * PIXELS_PER_UNIT,
                        PIXELS_PER_UNIT));
        graphics.dispose();
        return read(image);
    }

    private static String read(BufferedImage image) throws ReaderException {
        var bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image)));
        return new QRCodeReader().decode(bitmap).getText();
    }
}
