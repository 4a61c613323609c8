package io.turnstile.local.demo;

import io.turnstile.local.client.Api;
import io.turnstile.local.client.PaymentGateway;
import io.turnstile.local.issuer.SigningKey;
import io.turnstile.local.sample.SampleData;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Plays "buy a package and redeem it via QR" against a running suite, in ten steps, and fails at the first answer that is
 * not what the story says. Each run has a buyer of its own, so it can be played as often as one likes.
 */
public final class Demo {
    static final int STEPS = 10;
    /** How long an event may take from one service to another before the story counts as broken. */
    static final Duration TRAVEL_LIMIT = Duration.ofSeconds(10);

    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

    private final Api api;
    private final PaymentGateway payments;
    private final SigningKey key;
    private final String issuer;
    private final SampleData samples;
    private final Clock clock;
    private final Stage stage;

    public Demo(
            Api api,
            PaymentGateway payments,
            SigningKey key,
            String issuer,
            SampleData samples,
            Clock clock,
            PrintWriter out) {
        this.api = api;
        this.payments = payments;
        this.key = key;
        this.issuer = issuer;
        this.samples = samples;
        this.clock = clock;
        this.stage = new Stage(out, STEPS);
    }

    /** @throws io.turnstile.local.LocalException at the first step that differs */
    public void play() {
        var run = UUID.randomUUID().toString().substring(0, 8);
        var buyer = token("demo-" + run, "buyer");
        var purchase = new Purchase(api, payments, stage, clock, buyer, "demo-" + run);
        var order = purchase.order();
        purchase.pay(order);
        purchase.paid(order);
        purchase.unpaid();

        var wallet = new Wallet(api, stage, buyer, token("somebody-else", "buyer"));
        var ticket = wallet.issued(order);
        var qr = wallet.show(ticket);

        var gate = new Gate(api, stage, samples.operator(), run);
        gate.scan(qr, ticket);
        gate.preview(qr);
        wallet.view(order);
        new Report(api, stage, token("demo-analyst", "analyst")).show(ticket);
        stage.tell("");
        stage.tell("All %d steps went as the story says.", STEPS);
    }

    private String token(String subject, String group) {
        return key.sign(issuer, subject, List.of(group), TOKEN_LIFETIME, clock);
    }
}
