package io.turnstile.reporting.usecase;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.turnstile.reporting.model.Position;
import io.turnstile.reporting.model.ScanFilter;
import io.turnstile.reporting.model.ScanOfTicket;
import io.turnstile.reporting.model.Scans;
import io.turnstile.reporting.model.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;

/**
 * Hands out a whole window in chunks. Memory holds one chunk, and between two chunks neither a connection nor a
 * transaction is held: a reader who is slow, or who goes away, costs the database nothing. That is why this is not one
 * open database cursor, and not transactional.
 */
@ApplicationScoped
public class ExportRedemptions {
    private static final int CHUNK = 1_000;

    private final Scans scans;
    private final Tickets tickets;

    ExportRedemptions(Scans scans, Tickets tickets) {
        this.scans = scans;
        this.tickets = tickets;
    }

    /** Where the scans go. */
    @FunctionalInterface
    public interface Sink {
        void write(List<ScanOfTicket> chunk) throws IOException;
    }

    /**
     * Newest first, each once.
     *
     * @throws IOException where the sink takes no more
     */
    public void to(Sink sink, ScanFilter filter) throws IOException {
        var position = Position.startOf(filter.window());
        List<ScanOfTicket> chunk;
        do {
            chunk = next(filter, position);
            sink.write(chunk);
            position =
                    chunk.isEmpty() ? position : Position.after(chunk.getLast().scan());
        } while (chunk.size() == CHUNK);
    }

    private List<ScanOfTicket> next(ScanFilter filter, Position position) {
        return QuarkusTransaction.requiringNew().call(() -> tickets.of(scans.page(filter, position, CHUNK)));
    }
}
