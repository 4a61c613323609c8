package io.turnstile.contracts.qr;

import static io.turnstile.contracts.qr.HandMade.encode;
import static io.turnstile.contracts.qr.HandMade.random;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The steps of a change of keys as operators take them. While replicas of ticket- and venue-service are replaced one by
 * one, some have the setting before and some the one after; a guest may show a QR that any of them sealed, at any of them,
 * up to its end of life.
 */
class ChangingTheQrKeyTest {
    private static final String K1 = "k1:" + encode(random(32));
    private static final String K2 = "k2:" + encode(random(32));
    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
    private static final QrClaims CLAIMS = new QrClaims("jti", "TK-1", NOW, NOW.plusSeconds(60));

    /** @param settings those in use at one time */
    private record Stage(List<String> settings, boolean begunAfterALifetime) {
        static Stage all(String setting) {
            return new Stage(List.of(setting), false);
        }

        static Stage mixed(String before, String after) {
            return new Stage(List.of(before, after), false);
        }

        /** By then what the stages before the last one sealed has ended; what that one seals now is sealed here, too. */
        Stage afterALifetime() {
            return new Stage(settings, true);
        }
    }

    @Test
    void no_valid_qr_is_refused_at_any_gate_while_keys_change() {
        var stages = List.of(
                Stage.all(K1),
                Stage.mixed(K1, K1 + "," + K2),
                Stage.all(K1 + "," + K2),
                Stage.mixed(K1 + "," + K2, K2 + "," + K1),
                Stage.all(K2 + "," + K1),
                Stage.mixed(K2 + "," + K1, K2).afterALifetime(),
                Stage.all(K2));
        assertEquals(List.of(), refusals(stages));
    }

    /** Each step is needed: this test can see what goes wrong without it. */
    @Test
    void a_step_that_is_left_out_is_noticed() {
        assertNotEquals(List.of(), refusals(List.of(Stage.all(K1), Stage.mixed(K1, K2), Stage.all(K2))));
        var newKeyAtOnceInFront = List.of(Stage.all(K1), Stage.mixed(K1, K2 + "," + K1), Stage.all(K2 + "," + K1));
        assertNotEquals(List.of(), refusals(newKeyAtOnceInFront));
        var oldKeyGoneTooSoon = List.of(
                Stage.all(K1 + "," + K2), Stage.mixed(K1 + "," + K2, K2 + "," + K1), Stage.mixed(K2 + "," + K1, K2));
        assertNotEquals(List.of(), refusals(oldKeyGoneTooSoon));
    }

    @Test
    void what_the_old_key_sealed_is_refused_in_the_end() {
        assertEquals(1, refusals(List.of(Stage.all(K1), Stage.all(K2))).size());
    }

    /** @return each QR that is still alive at a stage and refused by a gate of it, with the two settings */
    private static List<String> refusals(List<Stage> stages) {
        var refusals = new ArrayList<String>();
        var sealers = new ArrayList<String>();
        for (var stage : stages) {
            if (stage.begunAfterALifetime()) {
                sealers.clear();
            }
            sealers.addAll(stage.settings());
            for (var sealer : sealers) {
                for (var gate : stage.settings()) {
                    if (!opens(gate, new QrTokens(sealer).seal(CLAIMS))) {
                        refusals.add(sealer + " at " + gate);
                    }
                }
            }
        }
        return refusals;
    }

    private static boolean opens(String setting, String token) {
        try {
            return new QrTokens(setting).open(token).equals(CLAIMS);
        } catch (InvalidQrTokenException _) {
            return false;
        }
    }
}
