package io.turnstile.payment.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.payment.rest.PaymentAnswer.OrderStatus;
import io.turnstile.payment.usecase.ReceiveNotification;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/** Where payment gateways tell what came of their transactions. */
@Path("/payments/notify")
@RunOnVirtualThread
class PaymentResource {
    private final SignatureCheck signature;
    private final NotificationReader reader;
    private final ReceiveNotification receiveNotification;
    private final MeterRegistry metrics;

    PaymentResource(
            SignatureCheck signature,
            NotificationReader reader,
            ReceiveNotification receiveNotification,
            MeterRegistry metrics) {
        this.signature = signature;
        this.reader = reader;
        this.receiveNotification = receiveNotification;
        this.metrics = metrics;
    }

    /** Permitted to all, because gateways have no tokens: the signature is the guard. */
    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response receive(
            @HeaderParam("webhook-id") List<String> id,
            @HeaderParam("webhook-timestamp") List<String> timestamp,
            @HeaderParam("webhook-signature") List<String> signatures,
            byte[] body)
            throws JsonProcessingException {
        try {
            signature.verify(only(id), only(timestamp), only(signatures), body);
            var answer = answer(body);
            count(answer.orderStatus());
            var status = answer.orderStatus() == OrderStatus.PENDING ? Response.Status.ACCEPTED : Response.Status.OK;
            return Response.status(status).entity(answer).build();
        } catch (ProblemException refusal) {
            count(refusal.code());
            throw refusal;
        } catch (JsonProcessingException | ConstraintViolationException invalid) {
            count(ProblemCode.VALIDATION_ERROR);
            throw invalid;
        }
    }

    /** A header that comes twice says two things, and which of them was signed is not ours to guess. */
    private static String only(List<String> values) {
        return values.size() == 1 ? values.getFirst() : null;
    }

    private PaymentAnswer answer(byte[] body) throws JsonProcessingException {
        var notification = reader.read(body);
        return PaymentAnswer.of(notification.transaction().orderId(), receiveNotification.receive(notification));
    }

    private void count(Enum<?> outcome) {
        metrics.counter("turnstile.notifications", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
