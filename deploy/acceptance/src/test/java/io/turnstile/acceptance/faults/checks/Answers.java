package io.turnstile.acceptance.faults.checks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.turnstile.acceptance.faults.books.Facts;
import io.turnstile.acceptance.faults.books.OrderBooks.Order;
import io.turnstile.acceptance.faults.books.PaymentBooks.Payment;
import io.turnstile.acceptance.faults.books.TicketBooks.Ticket;
import io.turnstile.acceptance.faults.books.VenueBooks.Attempt;
import io.turnstile.acceptance.faults.load.Answer;
import io.turnstile.acceptance.faults.load.Answer.Admitted;
import io.turnstile.acceptance.faults.load.Answer.Cancelled;
import io.turnstile.acceptance.faults.load.Answer.Ordered;
import io.turnstile.acceptance.faults.load.Answer.PaymentTaken;
import io.turnstile.acceptance.faults.load.Answer.Refused;
import io.turnstile.acceptance.faults.load.Answer.TicketsPromised;
import io.turnstile.acceptance.faults.load.Answer.TicketsShown;
import io.turnstile.acceptance.faults.load.Answer.Unexpected;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every answer that a client ever got is true. */
final class Answers {
    private static final Set<String> AFTER_A_CANCELLATION = Set.of("CANCELLED", "PAID", "REFUND_DUE");

    private Answers() {}

    static Stream<String> orders(Facts facts) {
        var orders = Compare.by(facts.orders().orders(), Order::id);
        var told = told(facts, Ordered.class).toList();
        var untrue = told.stream().filter(answer -> {
            var order = orders.get(answer.orderId());
            return order == null || !order.buyer().equals(answer.buyer()) || order.total() != answer.total();
        });
        var byKey = told.stream()
                .collect(groupingBy(answer -> answer.buyer() + "/" + answer.key(), mapping(Ordered::orderId, toSet())));
        return Stream.concat(
                untrue.map(answer -> answer + " but there is " + orders.get(answer.orderId())),
                byKey.entrySet().stream()
                        .filter(key -> key.getValue().size() > 1)
                        .map(key -> "one key, several orders: " + key));
    }

    static Stream<String> cancellations(Facts facts) {
        var orders = Compare.by(facts.orders().orders(), Order::id);
        return told(facts, Cancelled.class)
                .filter(answer -> !orders.containsKey(answer.orderId())
                        || !AFTER_A_CANCELLATION.contains(
                                orders.get(answer.orderId()).status()))
                .map(answer -> answer + " but there is " + orders.get(answer.orderId()));
    }

    static Stream<String> payments(Facts facts) {
        var payments = Compare.by(facts.payments().payments(), Payment::transaction);
        return told(facts, PaymentTaken.class)
                .filter(answer -> {
                    var payment = payments.get(answer.transaction());
                    return payment == null
                            || !payment.succeeded()
                            || payment.amount() != answer.amount()
                            || !payment.orderId().equals(answer.orderId());
                })
                .map(answer -> answer + " but there is " + payments.get(answer.transaction()));
    }

    static Stream<String> tickets(Facts facts) {
        var ofOrder = facts.tickets().tickets().stream().collect(groupingBy(Ticket::orderId));
        var promised = told(facts, TicketsPromised.class)
                .filter(answer ->
                        ofOrder.getOrDefault(answer.orderId(), List.of()).size() != answer.tickets())
                .map(Answer::toString);
        var shown = told(facts, TicketsShown.class)
                .filter(answer -> !ofOrder.getOrDefault(answer.orderId(), List.of()).stream()
                        .filter(ticket -> ticket.buyer().equals(answer.buyer()))
                        .map(Ticket::code)
                        .collect(toSet())
                        .equals(Set.copyOf(answer.codes())))
                .map(Answer::toString);
        return Stream.concat(promised, shown).map(answer -> answer + " but there are others, or none");
    }

    static Stream<String> scans(Facts facts) {
        var attempts = Compare.by(facts.venue().attempts(), attempt -> attempt.operator() + "/" + attempt.scanId());
        return told(facts)
                .filter(answer -> switch (answer) {
                    case Admitted admitted ->
                        !isStored(admitted, attempts.get(admitted.operator() + "/" + admitted.scanId()));
                    case Refused refused ->
                        !isStored(refused, attempts.get(refused.operator() + "/" + refused.scanId()));
                    default -> false;
                })
                .map(answer -> answer + " is not stored so");
    }

    private static boolean isStored(Admitted answer, Attempt attempt) {
        return attempt != null
                && attempt.succeeded()
                && attempt.ticket().equals(answer.ticket())
                && attempt.function().equals(answer.function());
    }

    private static boolean isStored(Refused answer, Attempt attempt) {
        return attempt != null && answer.reason().equals(attempt.reason());
    }

    static Stream<String> oneVerdictPerScan(Facts facts) {
        return told(facts)
                .filter(answer -> answer instanceof Admitted || answer instanceof Refused)
                .collect(groupingBy(Answers::scanOf, toSet()))
                .values()
                .stream()
                .filter(verdicts -> verdicts.size() > 1)
                .map(Set::toString);
    }

    private static String scanOf(Answer answer) {
        return switch (answer) {
            case Admitted admitted -> admitted.operator() + "/" + admitted.scanId();
            case Refused refused -> refused.operator() + "/" + refused.scanId();
            default -> throw new IllegalArgumentException("no scan: " + answer);
        };
    }

    static Stream<String> unexpected(Facts facts) {
        return told(facts, Unexpected.class).map(Unexpected::toString);
    }

    private static Stream<Answer> told(Facts facts) {
        return facts.answers().stream();
    }

    private static <A extends Answer> Stream<A> told(Facts facts, Class<A> kind) {
        return told(facts).filter(kind::isInstance).map(kind::cast);
    }
}
