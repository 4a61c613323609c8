package io.turnstile.venue.usecase;

import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Passwords as bcrypt hashes. */
@ApplicationScoped
public class Passwords {
    /** In bytes of UTF-8: bcrypt does not look at more. */
    private static final int MAX_BYTES = 72;

    /** Checked where no account has the name, so that the answer takes as long as for one that has. */
    private final String nobody = BcryptUtil.bcryptHash(UUID.randomUUID().toString());

    /** bcrypt is made to be expensive: a rush of logins must leave processors for the scans. */
    private final Semaphore processors =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    /** Whether bcrypt sees all of it. */
    static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    /** Whether UTF-8 has it as it is: half a surrogate pair would become a question mark. */
    static boolean canBeWritten(String password) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(password);
    }

    String hash(String password) {
        return alone(() -> BcryptUtil.bcryptHash(password));
    }

    /** @param hash null for an account that does not exist */
    boolean matches(String password, String hash) {
        var equal = alone(() -> BcryptUtil.matches(password, hash == null ? nobody : hash));
        // A longer one would match by its first bytes alone, a broken one by its question marks.
        return equal && hash != null && fits(password) && canBeWritten(password);
    }

    private <T> T alone(Supplier<T> work) {
        processors.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            processors.release();
        }
    }
}
