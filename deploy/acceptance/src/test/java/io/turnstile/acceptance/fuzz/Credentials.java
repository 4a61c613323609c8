package io.turnstile.acceptance.fuzz;

import io.turnstile.acceptance.support.Suite;
import io.turnstile.acceptance.support.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shows of each request that its sender may send it, so that it is looked at. */
final class Credentials {
    private final Suite suite;
    private final byte[] webhookSecret;
    private final Map<String, String> staff = new ConcurrentHashMap<>();

    Credentials(Suite suite) {
        this.suite = suite;
        var secret = suite.secret("payment-webhook", "secrets").split(",")[0];
        this.webhookSecret = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    }

    void show(Message message, Draft draft, Cast cast, int number, RandomGenerator random) {
        var operation = draft.operation();
        switch (operation.scheme().orElse("")) {
            case "" -> {}
            case "bearerAuth" -> bearer(message, issued(draft, operation.roles().getFirst(), number));
            case "operatorToken" -> {
                var role =
                        operation.roles().get(random.nextInt(operation.roles().size()));
                bearer(message, role.equals("supervisor") ? cast.supervisorToken() : cast.operatorToken());
            }
            case "webhookSignature" -> sign(message);
            case String unknown ->
                throw new IllegalStateException("the fuzzing does not know how to satisfy the scheme " + unknown);
        }
    }

    private static void bearer(Message message, String token) {
        message.add("Authorization", "Bearer " + token);
    }

    /**
     * A buyer sees what is the buyer's own. Whoever brings nothing of the cast's is somebody new, so that nobody's number
     * of pending orders grows.
     */
    private String issued(Draft draft, String role, int number) {
        if (!role.equals("buyer")) {
            return staff.computeIfAbsent(role, _ -> new Tokens(suite).of("fuzz-" + role, role));
        }
        var isSomebodysOwn = draft.operation().isSafe()
                || draft.operation().parameters().stream()
                        .anyMatch(parameter -> parameter.in().equals("path"));
        return isSomebodysOwn
                ? draft.customer().buyer().token()
                : new Tokens(suite).of(draft.customer().buyer().name() + "-" + number, role);
    }

    /** Standard Webhooks, over the bytes as they are: the library that gateways use takes text. */
    private void sign(Message message) {
        if (message.header("webhook-timestamp").filter(Things.NOW::equals).isPresent()) {
            message.put("webhook-timestamp", Long.toString(Instant.now().getEpochSecond()));
        }
        if (message.header("webhook-signature").filter(Things.SIGNATURE::equals).isEmpty()) {
            return;
        }
        var signed = message.header("webhook-id").orElse("") + "."
                + message.header("webhook-timestamp").orElse("") + ".";
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(webhookSecret, "HmacSHA256"));
            mac.update(signed.getBytes(StandardCharsets.ISO_8859_1));
            var signature = mac.doFinal(message.body == null ? new byte[0] : message.body);
            message.put("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
