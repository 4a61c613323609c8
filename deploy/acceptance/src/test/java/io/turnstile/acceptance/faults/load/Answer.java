package io.turnstile.acceptance.faults.load;

import java.util.List;

/** What a client was told. Once it was told, it must be true and stay true, whatever is killed. */
public sealed interface Answer {

    /** 201; a repeat under the same key tells the same. */
    record Ordered(String orderId, String buyer, String key, long product, int quantity, long total)
            implements Answer {}

    record Cancelled(String orderId) implements Answer {}

    /** 200 or 202 to a SUCCESS: the payment is stored. */
    record PaymentTaken(String transaction, String orderId, long amount) implements Answer {}

    /** 200 to a SUCCESS: so many tickets are issued. */
    record TicketsPromised(String orderId, int tickets) implements Answer {}

    record TicketsShown(String orderId, String buyer, List<String> codes) implements Answer {}

    record Admitted(String operator, String scanId, String ticket, String function, int remaining) implements Answer {}

    record Refused(String operator, String scanId, String reason) implements Answer {}

    /** Neither a success nor a refusal that the request deserved, nor a fault that passes. */
    record Unexpected(String request, int status, String body) implements Answer {}
}
