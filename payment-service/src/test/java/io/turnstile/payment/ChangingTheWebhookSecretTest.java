package io.turnstile.payment;

import static io.turnstile.payment.TestGateway.newTxn;
import static io.turnstile.payment.TestGateway.success;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * The service as it starts when the previous secret was taken out of {@code WEBHOOK_SECRETS}, which has blanks and a line
 * break around it as out of a mounted file. That both were good before, {@link SigningANotificationTest} shows.
 */
@QuarkusTest
@QuarkusTestResource(value = ChangingTheWebhookSecretTest.PreviousSecretGone.class, restrictToAnnotatedClass = true)
class ChangingTheWebhookSecretTest {
    @Inject
    OtherServices others;

    @Inject
    PaymentRows rows;

    @Test
    void the_previous_secret_is_good_no_longer_and_the_current_one_is() {
        var orderId = others.placePaidOrder(1);
        signed(previousSecret(), orderId).send().then().statusCode(401).body("code", equalTo("SIGNATURE_INVALID"));
        assertEquals(0, rows.payments(orderId));
        signed(TestGateway.currentSecret(), orderId).send().then().statusCode(200);
        assertEquals(1, rows.payments(orderId));
    }

    /** A gateway that still signs with both, as the specification advises, is understood. */
    @Test
    void a_message_with_both_signatures_is_good() {
        var message = signed(TestGateway.currentSecret(), others.placePaidOrder(1));
        var sentAt = Instant.ofEpochSecond(Long.parseLong(message.timestamp()));
        var byPrevious = SignedMessage.of(message.id(), previousSecret(), sentAt, message.text());
        message.withSignature(byPrevious.signature() + " " + message.signature())
                .send()
                .then()
                .statusCode(200);
    }

    /** Not injected: the other classes' service starts with this class in it and without the setting. */
    private static String previousSecret() {
        return ConfigProvider.getConfig().getValue("PREVIOUS_SECRET", String.class);
    }

    private static SignedMessage signed(String secret, UUID orderId) {
        return SignedMessage.of(secret.strip(), Instant.now(), success(orderId, newTxn()));
    }

    public static class PreviousSecretGone extends PlatformResource {
        @Override
        public Map<String, String> start() {
            var environment = new HashMap<>(super.start());
            var secrets = environment.get("WEBHOOK_SECRETS").split(",");
            environment.put("WEBHOOK_SECRETS", " " + secrets[0] + " \n");
            environment.put("PREVIOUS_SECRET", secrets[1]);
            return environment;
        }

        /** After the other classes' resource, whose setting this replaces. */
        @Override
        public int order() {
            return 1;
        }
    }
}
