package io.turnstile.acceptance.fuzz;

import io.turnstile.acceptance.fuzz.ApiDocument.Operation;
import io.turnstile.acceptance.support.Suite;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Makes the request of a number. It depends on the seed and the number alone, and neither on other requests nor on any
 * answer, so the same seed gives the same requests however many are under way at once.
 */
final class Generator {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** So large that few are enough. */
    private static final int ONE_OF_MANY = 20;

    private final long seed;
    private final InetSocketAddress gateway;
    private final ApiDocument document;
    private final Contract contract;
    /** Each as often as it has places, within limits. */
    private final List<Operation> operations;

    Generator(long seed, Suite suite, ApiDocument document, Contract contract) {
        this.seed = seed;
        var uri = URI.create(suite.gateway());
        this.gateway = new InetSocketAddress(uri.getHost(), uri.getPort());
        this.document = document;
        this.contract = contract;
        this.operations = document.operations().stream()
                .flatMap(operation -> Stream.generate(() -> operation).limit(weight(operation)))
                .toList();
    }

    /** @param unlike what the document does not allow in it */
    record Made(Request request, List<String> unlike) {
        /** Nothing but a refusal will do. */
        boolean mustBeRefused() {
            return request.verdict() == Mutation.Verdict.REFUSED
                    || request.verdict() == Mutation.Verdict.AS_DOCUMENTED && !unlike.isEmpty();
        }
    }

    Made make(int number, Cast cast, Credentials credentials) {
        var random = new SplittableRandom(seed ^ number * GOLDEN);
        var operation = operations.get(random.nextInt(operations.size()));
        var customer = cast.customers().get(random.nextInt(cast.customers().size()));
        var draft = Draft.of(new Values(document, new Things(cast), operation, customer, random));
        var mutations = mutations(draft, random);

        var places = new ArrayList<String>();
        for (var mutation : mutations) {
            if (mutation instanceof ValueMutation change) {
                // The other mutation may have taken the place away.
                var fitting = change.fitting(draft);
                if (!fitting.isEmpty()) {
                    var place = fitting.get(random.nextInt(fitting.size()));
                    places.add(place.field());
                    change.change(place, random);
                }
            }
        }
        var message = draft.message();
        each(mutations, BodyMutation.class).forEach(mutation -> mutation.change(message, draft, random));
        credentials.show(message, draft, cast, number, random);
        var unlike = each(mutations, ValueMutation.class).count() == mutations.size()
                ? contract.faults(draft, message)
                : List.<String>of();
        each(mutations, MessageMutation.class).forEach(mutation -> mutation.change(message, draft, random));
        return new Made(
                new Request(
                        number,
                        operation,
                        mutations,
                        places.size() == 1 && mutations.size() == 1 ? Optional.of(places.getFirst()) : Optional.empty(),
                        gateway,
                        message),
                unlike);
    }

    /** Most requests are broken in one way, so that it is seen; some in two, some in none. */
    private static List<Mutation> mutations(Draft draft, RandomGenerator random) {
        var count =
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> 0;
                    case 9 -> 2;
                    default -> 1;
                };
        var fitting = Stream.of(
                        Arrays.stream(ValueMutation.values())
                                .filter(mutation -> !mutation.fitting(draft).isEmpty()),
                        Arrays.stream(BodyMutation.values()).filter(mutation -> mutation.fits(draft)),
                        Arrays.stream(MessageMutation.values()).filter(mutation -> mutation.fits(draft)))
                .flatMap(mutations -> mutations)
                .map(Mutation.class::cast)
                .filter(mutation -> mutation != BodyMutation.TEN_MEGABYTES || random.nextInt(ONE_OF_MANY) == 0)
                .toList();
        return random.ints(0, fitting.size())
                .distinct()
                .limit(count)
                .mapToObj(fitting::get)
                .toList();
    }

    private static <M extends Mutation> Stream<M> each(List<Mutation> mutations, Class<M> kind) {
        return mutations.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static int weight(Operation operation) {
        // Nothing is known that keeps the rule of "wait", so no request has it.
        var places = (int) operation.parameters().stream()
                        .filter(parameter -> !parameter.name().equals("wait"))
                        .count()
                + operation
                        .body()
                        .map(body -> body.json().path("properties").size())
                        .orElse(0);
        return Math.clamp(places, 1, 6);
    }
}
