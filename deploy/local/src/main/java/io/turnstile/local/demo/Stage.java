package io.turnstile.local.demo;

import io.turnstile.local.LocalException;
import io.turnstile.local.client.Api;
import java.io.PrintWriter;

/** Shows the steps of the story, and stops it where something differs. */
final class Stage {
    private final PrintWriter out;
    private final int steps;
    private int step;

    Stage(PrintWriter out, int steps) {
        this.out = out;
        this.steps = steps;
    }

    void step(String title) {
        step++;
        out.printf("%n%d/%d  %s%n", step, steps, title);
        out.flush();
    }

    void tell(String line, Object... values) {
        out.println("      " + line.formatted(values));
        out.flush();
    }

    void draw(String picture) {
        picture.lines().forEach(line -> out.println("      " + line));
        out.flush();
    }

    /** @throws LocalException where the answer has another status */
    Api.Reply expect(int status, Api.Reply reply) {
        return expect(reply.status() == status, "status " + status, reply);
    }

    /** @throws LocalException where the refusal has another code */
    Api.Reply expectRefusal(int status, String code, Api.Reply reply) {
        return expect(
                reply.status() == status
                        && code.equals(reply.body().path("code").asText()),
                status + " " + code,
                reply);
    }

    /** @param fits whether the reply is what the story says */
    Api.Reply expect(boolean fits, String wanted, Api.Reply reply) {
        if (!fits) {
            throw new LocalException("step %d differs: expected %s, got %d %s"
                    .formatted(step, wanted, reply.status(), reply.raw().body()));
        }
        return reply;
    }
}
