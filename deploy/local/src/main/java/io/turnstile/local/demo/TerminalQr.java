package io.turnstile.local.demo;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws a QR code with half blocks, two modules per character, for terminals with light text on a dark ground. */
public final class TerminalQr {
    /** Modules around the code that stay light, so that a camera finds it. */
    private static final int QUIET_ZONE = 2;

    private TerminalQr() {}

    public static String draw(String content) {
        var matrix = encode(content);
        return IntStream.iterate(0, y -> y < matrix.getHeight(), y -> y + 2)
                .mapToObj(y -> IntStream.range(0, matrix.getWidth())
                        .mapToObj(x -> block(isLight(matrix, x, y), isLight(matrix, x, y + 1)))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static BitMatrix encode(String content) {
        var hints = Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.L, EncodeHintType.MARGIN, QUIET_ZONE);
        try {
            return new QRCodeWriter().encode(content, BarcodeFormat.QR_CODE, 0, 0, hints);
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    /** Below the last row there is nothing but light. */
    private static boolean isLight(BitMatrix matrix, int x, int y) {
        return y >= matrix.getHeight() || !matrix.get(x, y);
    }

    private static String block(boolean upperLight, boolean lowerLight) {
        if (upperLight) {
            return lowerLight ? "█" : "▀";
        }
        return lowerLight ? "▄" : " ";
    }
}
