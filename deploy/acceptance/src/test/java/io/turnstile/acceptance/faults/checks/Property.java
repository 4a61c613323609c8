package io.turnstile.acceptance.faults.checks;

import static io.turnstile.acceptance.faults.checks.Property.When.ALWAYS;
import static io.turnstile.acceptance.faults.checks.Property.When.ONCE_SETTLED;

import io.turnstile.acceptance.faults.books.Facts;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is promised, whatever is killed; each looks at the facts alone and says what contradicts it. */
public enum Property {
    ORDERS_TOLD_EXIST(
            ALWAYS, "an order that a client was told of exists, once per key, as it was told", Answers::orders),
    CANCELLATIONS_TOLD_STAND(
            ALWAYS, "an order told to be cancelled is, or was paid afterwards", Answers::cancellations),
    PAYMENTS_TOLD_ARE_STORED(ALWAYS, "a payment that was acknowledged is stored", Answers::payments),
    TICKETS_TOLD_EXIST(ALWAYS, "tickets that were promised or shown exist and are the buyer's", Answers::tickets),
    SCANS_TOLD_ARE_STORED(ALWAYS, "a scan's verdict is stored as it was told", Answers::scans),
    ONE_VERDICT_PER_SCAN(ALWAYS, "a scan that is sent again gets one verdict", Answers::oneVerdictPerScan),
    NO_UNEXPECTED_ANSWER(ALWAYS, "no client gets an answer that it does not deserve", Answers::unexpected),

    NEVER_OVERSOLD(ALWAYS, "reserved + sold <= sellable, of every product", Stock::neverOversold),
    RESERVED_IS_PENDING(ALWAYS, "what is reserved is what pending orders hold", Stock::reservedIsPending),
    SOLD_IS_PAID(ALWAYS, "what is sold is what paid orders hold", Stock::soldIsPaid),
    AVAILABILITY_AGREES(ONCE_SETTLED, "the catalog's availability is what the orders say", Stock::availabilityAgrees),

    PAID_ONCE(
            ALWAYS, "a PAID order is paid by exactly one payment, every other payment is due back", Payments::paidOnce),
    EVERY_PAYMENT_ARRIVED(
            ONCE_SETTLED, "every successful payment reached its order, once", Payments::everyPaymentArrived),
    PAYMENT_KNOWS_ORDERS(
            ONCE_SETTLED, "payment-service knows every order, its amount and its tickets", Payments::ordersAreKnown),

    TICKETS_OF_PAID_ORDERS(
            ONCE_SETTLED, "a PAID order has exactly its tickets, every other order none", Tickets::ofPaidOrders),
    USES_AS_BOUGHT(ONCE_SETTLED, "every ticket has exactly the uses that were bought", Tickets::usesAsBought),
    TICKETS_ARRIVED(ONCE_SETTLED, "venue-service and the report know every ticket", Tickets::arrivedEverywhere),

    USES_ARE_REDEMPTIONS(ALWAYS, "total - remaining = successful redemptions, per entitlement", Uses::areRedemptions),
    REDEEMED_ONCE_PER_QR(ALWAYS, "no (jti, function) is redeemed twice", Uses::oncePerQr),
    BUYER_SEES_USES(ONCE_SETTLED, "the buyer's view agrees with venue-service", Uses::buyersView),

    EVENTS_TELL_THE_STATE(ALWAYS, "every change of state has exactly one event in its outbox", Events::tellTheState),
    OUTBOX_REACHED_KAFKA(
            ONCE_SETTLED, "every outbox row reached Kafka as it stands, and nothing else did", Events::reachedKafka),
    EVENTS_HAD_THEIR_EFFECT(ONCE_SETTLED, "every consumer has taken every event", Events::hadTheirEffect),
    ONLY_POISON_IS_DEAD(
            ONCE_SETTLED,
            "poison is in the dead letters, once per consumer at least, and nothing else is",
            Events::dead),

    REPORT_HAS_EVERY_SCAN(
            ONCE_SETTLED, "the report has every scan of venue-service, once, as it was", Report::everyScan),
    REPORT_COUNTS_AGREE(
            ONCE_SETTLED, "the report's counts are venue-service's, per function, location and hour", Report::counts);

    enum When {
        /** In the books of one service at any moment, which are read as of one moment; and for what was told before. */
        ALWAYS,
        /** When what one service said has reached the others. */
        ONCE_SETTLED
    }

    private final When when;
    private final String promise;
    private final Function<Facts, Stream<String>> violations;

    Property(When when, String promise, Function<Facts, Stream<String>> violations) {
        this.when = when;
        this.promise = promise;
        this.violations = violations;
    }

    /** Not even for a moment may it be broken. */
    public boolean holdsAlways() {
        return when == When.ALWAYS;
    }

    /** @param detail what contradicts the property, with the ids that lead to it */
    public record Violation(Property property, String detail) {
        @Override
        public String toString() {
            return "%s (%s): %s".formatted(property, property.promise, detail);
        }
    }

    public static List<Violation> violationsIn(Facts facts) {
        return Arrays.stream(values())
                .flatMap(property -> property.violations.apply(facts).map(detail -> new Violation(property, detail)))
                .toList();
    }
}
