package io.turnstile.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.local.LocalException;
import io.turnstile.local.client.Api;
import io.turnstile.local.client.OrderDatabase;
import io.turnstile.local.client.Patience;
import io.turnstile.local.sample.SampleData.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Brings the sample data into the services through their own API, as an administrator would. Doing it again creates what
 * is missing and changes nothing else.
 *
 * @param catalogAdmin a token of that group
 * @param supervisor the account that venue-service made for itself at its first start
 */
public record SampleLoader(
        Api api, String catalogAdmin, Credentials supervisor, OrderDatabase orders, Consumer<String> progress) {
    private static final Duration TRAVEL_LIMIT = Duration.ofSeconds(60);

    /** Comes back when the sample products can be ordered. */
    public void load(SampleData data) {
        create("/products", "products", "id", catalogAdmin, data.products());
        loadVenues(data);
        if (!Patience.ask(TRAVEL_LIMIT, () -> orders.knowsProducts(data.productIds()), known -> known)) {
            throw new LocalException("order-service did not hear of the sample products within "
                    + TRAVEL_LIMIT.toSeconds() + " s; see the logs of catalog-service and Kafka Connect");
        }
    }

    private void loadVenues(SampleData data) {
        var login = patiently(() -> api.post("/operators/login", null, supervisor));
        if (login.status() != 200) {
            progress.accept("sample venues are left as they are: the supervisor %s has another password by now"
                    .formatted(supervisor.username()));
            return;
        }
        var token = login.body().path("operator_token").asText();
        create("/venue", "venues", "venue_code", token, data.venues());
        create("/operators", "operators", "username", token, data.operators());
    }

    private void create(String path, String list, String key, String token, List<JsonNode> wanted) {
        var existing = existing(path, list, key, token);
        for (var entry : wanted) {
            var name = entry.path(key).asText();
            if (existing.contains(name)) {
                continue;
            }
            var reply = patiently(() -> api.post(path, token, entry));
            // 409: retired or hidden from the list, but there.
            if (reply.status() != 201 && reply.status() != 409) {
                throw new LocalException("the sample %s %s was refused: %s".formatted(list, name, reply.refusal()));
            }
        }
    }

    private Set<String> existing(String path, String list, String key, String token) {
        var reply = patiently(() -> api.get(path, token));
        if (reply.status() != 200) {
            throw new LocalException("the %s cannot be listed: %s".formatted(list, reply.refusal()));
        }
        return StreamSupport.stream(reply.body().path(list).spliterator(), false)
                .map(entry -> entry.path(key).asText())
                .collect(Collectors.toSet());
    }

    /** A machine that has just started everything may be slow to answer; to create twice is harmless. */
    private static Api.Reply patiently(Supplier<Api.Reply> request) {
        return Patience.ask(TRAVEL_LIMIT, request, reply -> reply.status() != 503);
    }
}
