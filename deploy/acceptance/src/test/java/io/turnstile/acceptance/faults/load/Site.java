package io.turnstile.acceptance.faults.load;

import io.turnstile.acceptance.support.Tokens;
import java.util.function.Consumer;

/**
 * Where a visit takes place.
 *
 * @param letExpire moves the deadline of an order to now
 */
record Site(Shop shop, Client client, Counter counter, Entrance entrance, Tokens tokens, Consumer<String> letExpire) {}
