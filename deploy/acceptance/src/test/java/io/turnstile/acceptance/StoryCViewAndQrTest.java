package io.turnstile.acceptance;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.PaymentGateway;
import io.turnstile.acceptance.support.PaymentGateway.Notice;
import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Suite;
import io.turnstile.contracts.qr.QrTokens;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Story C: tickets include entitlements, and a short-lived encrypted QR is returned. */
@ExtendWith(RunningSuite.class)
class StoryCViewAndQrTest {
    private final Suite suite;
    private final Buyer buyer;
    private String order;

    StoryCViewAndQrTest(Suite suite) {
        this.suite = suite;
        this.buyer = Buyer.anyone(suite);
    }

    @BeforeEach
    void buyThe3In1Pass() {
        order = buyer.ordered(101, 1);
        long total = buyer.order(order).extract().jsonPath().getLong("amounts.total");
        new PaymentGateway(suite).tellsUntilIssued(Notice.of(order, total));
    }

    @Test
    void tickets_include_what_they_entitle_to() {
        buyer.tickets(order)
                .statusCode(200)
                .body("tickets[0].product_id", equalTo(101))
                .body("tickets[0].status", equalTo("active"))
                .body("tickets[0].entitlements.function_code", hasItems("bus", "ferry", "museum"))
                .body("tickets[0].entitlements.remaining_uses", everyItem(equalTo(1)));
    }

    @Test
    void the_qr_is_short_lived_encrypted_and_another_one_each_time() throws Exception {
        var ticket = buyer.ticketCodes(order).getFirst();
        var qr = buyer.qr(ticket)
                .statusCode(200)
                .body("valid_for_seconds", lessThanOrEqualTo(60))
                .extract()
                .jsonPath();
        var claims = new QrTokens(suite.secret("qr-keys", "keys")).open(qr.getString("encrypted_data"));
        assertEquals(ticket, claims.ticketCode());
        assertEquals(qr.getString("jti"), claims.jti());
        assertNotEquals(qr.getString("encrypted_data"), buyer.shows(ticket));
    }

    @Test
    void the_image_is_the_token() throws Exception {
        var ticket = buyer.ticketCodes(order).getFirst();
        var qr = buyer.qr(ticket).statusCode(200).extract().jsonPath();
        var png = Base64.getDecoder().decode(qr.getString("qr_image").replace("data:image/png;base64,", ""));
        assertEquals(qr.getString("encrypted_data"), read(png));
    }

    @Test
    void nobody_sees_or_shows_somebody_elses_ticket() {
        var ticket = buyer.ticketCodes(order).getFirst();
        var stranger = Buyer.anyone(suite);
        stranger.qr(ticket).statusCode(404).body("code", equalTo("TICKET_NOT_FOUND"));
        stranger.tickets(order).statusCode(200).body("tickets.size()", equalTo(0));
    }

    private static String read(byte[] png) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image))))
                    .getText();
        } catch (NotFoundException e) {
            throw new AssertionError("there is no QR code in the image", e);
        }
    }
}
