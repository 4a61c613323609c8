package io.turnstile.ticket.rest;

import com.google.zxing.EncodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.detector.Detector;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Encodes a token as the modules of a QR code that was read back before anybody sees it. The standard lets an encoder
 * choose among eight masks. The one with the fewest penalty points, which encoders take, shows by chance something like
 * a finder pattern where none is in about 17 of 1,000 tokens, and a scanner then finds the wrong corners, however often
 * it looks. Another mask of the same token cures that.
 *
 * <p>Error correction is L: a screen is neither torn nor dirty like paper, and the fewer modules there are, the larger and
 * the easier to read each is. A token of 230 bytes makes 53 modules a side with L and 61 with M.
 */
final class QrModules {
    /** The standard's, in modules. Without it a dark app around the code hides its edge. */
    static final int QUIET_ZONE = 4;

    private static final int PIXELS_PER_MODULE = 8;

    private QrModules() {}

    static ByteMatrix of(String token) {
        var usual = encode(token, Map.of());
        if (isReadable(usual, token)) {
            return usual.getMatrix();
        }
        return IntStream.range(0, QRCode.NUM_MASK_PATTERNS)
                .mapToObj(mask -> encode(token, Map.of(EncodeHintType.QR_MASK_PATTERN, mask)))
                .filter(code -> isReadable(code, token))
                .findFirst()
                .orElse(usual)
                .getMatrix();
    }

    private static QRCode encode(String token, Map<EncodeHintType, ?> hints) {
        try {
            return Encoder.encode(token, ErrorCorrectionLevel.L, hints);
        } catch (WriterException e) {
            throw new IllegalStateException("the token does not fit into a QR code", e);
        }
    }

    /** Whether it is found in a picture of it, and says what it should. */
    private static boolean isReadable(QRCode code, String token) {
        try {
            var found = new Detector(picture(code.getMatrix())).detect();
            return new Decoder().decode(found.getBits()).getText().equals(token);
        } catch (ReaderException _) {
            return false;
        }
    }

    private static BitMatrix picture(ByteMatrix modules) {
        var side = (modules.getWidth() + 2 * QUIET_ZONE) * PIXELS_PER_MODULE;
        var picture = new BitMatrix(side);
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    picture.setRegion(
                            (x + QUIET_ZONE) * PIXELS_PER_MODULE,
                            (y + QUIET_ZONE) * PIXELS_PER_MODULE,
                            PIXELS_PER_MODULE,
                            PIXELS_PER_MODULE);
                }
            }
        }
        return picture;
    }
}
