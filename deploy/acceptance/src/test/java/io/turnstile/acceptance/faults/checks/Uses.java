package io.turnstile.acceptance.faults.checks;

import io.turnstile.acceptance.faults.books.Facts;
import io.turnstile.acceptance.faults.books.TicketBooks.Entitlement;
import io.turnstile.acceptance.faults.books.VenueBooks.Attempt;
import io.turnstile.acceptance.faults.books.VenueBooks.Redemption;
import java.util.stream.Stream;

/** Uses are spent by redemptions, each once, and by nothing else. */
final class Uses {
    private Uses() {}

    static Stream<String> areRedemptions(Facts facts) {
        var spent = Compare.sum(
                facts.venue().entitlements().stream(),
                use -> use.ticket() + " " + use.function(),
                use -> use.total() - use.remaining());
        var redeemed = Compare.count(
                facts.venue().redemptions().stream(), redemption -> redemption.ticket() + " " + redemption.function());
        var admitted = Compare.count(facts.venue().attempts().stream().filter(Attempt::succeeded), Attempt::id);
        return Stream.concat(
                Compare.differences("redemptions", spent, redeemed),
                Compare.differences(
                        "redemption of attempt",
                        admitted,
                        Compare.count(facts.venue().redemptions().stream(), Redemption::attemptId)));
    }

    static Stream<String> oncePerQr(Facts facts) {
        return Compare.count(
                        facts.venue().attempts().stream().filter(Attempt::succeeded),
                        attempt -> attempt.jti() + " " + attempt.function())
                .entrySet()
                .stream()
                .filter(qr -> qr.getValue() > 1)
                .map(qr -> "%s was redeemed %d times".formatted(qr.getKey(), qr.getValue()));
    }

    static Stream<String> buyersView(Facts facts) {
        return Compare.differences(
                "remaining uses",
                Compare.sum(facts.venue().entitlements().stream(), Uses::key, Entitlement::remaining),
                Compare.sum(facts.tickets().entitlements().stream(), Uses::key, Entitlement::remaining));
    }

    private static String key(Entitlement entitlement) {
        return entitlement.ticket() + " " + entitlement.function();
    }
}
