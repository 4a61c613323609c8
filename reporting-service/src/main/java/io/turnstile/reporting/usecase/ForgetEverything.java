package io.turnstile.reporting.usecase;

import io.turnstile.reporting.model.Contents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Empties the read model, for it to be filled again from the streams. */
@ApplicationScoped
public class ForgetEverything {
    private final Contents contents;

    ForgetEverything(Contents contents) {
        this.contents = contents;
    }

    @Transactional
    public void now() {
        contents.removeAll();
    }
}
