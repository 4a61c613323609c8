package io.turnstile.reporting.consumer;

import io.turnstile.contracts.event.RedemptionEvents;
import io.turnstile.contracts.event.TicketEvents;
import io.turnstile.contracts.inbox.Rebuildable;
import io.turnstile.reporting.usecase.ForgetEverything;
import io.turnstile.reporting.usecase.RecordIssuedTickets;
import io.turnstile.reporting.usecase.RecordScans;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** All that this service knows, made again from the streams. Scans and tickets are only added, each once by its key. */
@ApplicationScoped
class Report implements Rebuildable {
    private final ForgetEverything forgetEverything;
    private final RecordScans recordScans;
    private final RecordIssuedTickets recordIssuedTickets;

    Report(ForgetEverything forgetEverything, RecordScans recordScans, RecordIssuedTickets recordIssuedTickets) {
        this.forgetEverything = forgetEverything;
        this.recordScans = recordScans;
        this.recordIssuedTickets = recordIssuedTickets;
    }

    @Override
    public String name() {
        return "report";
    }

    @Override
    public void empty() {
        forgetEverything.now();
    }

    @Override
    public List<Reading<?>> readings() {
        return List.of(
                new Reading<>(TicketEvents.class, recordIssuedTickets::of),
                new Reading<>(RedemptionEvents.class, recordScans::of));
    }
}
