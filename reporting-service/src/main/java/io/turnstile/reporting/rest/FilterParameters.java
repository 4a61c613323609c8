package io.turnstile.reporting.rest;

import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.reporting.model.Result;
import io.turnstile.reporting.model.ScanFilter;
import jakarta.ws.rs.BeanParam;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestQuery;

/** Which scans are asked for; what is null chooses all. */
public record FilterParameters(
        @BeanParam WindowParameters window,
        @RestQuery String function,
        @RestQuery("location_id") String locationId,
        @RestQuery String result) {

    /** @throws ProblemException where a parameter is not valid */
    ScanFilter filter(Instant now) {
        return new ScanFilter(window.window(now), functionCode(), locationNumber(), resultCode());
    }

    /** Whether the filter is the same as far as this says anything: a cursor alone is enough to read on. */
    boolean agreesWith(ScanFilter filter) {
        return window.agreesWith(filter.window())
                && (function == null || functionCode().equals(filter.functionCode()))
                && (locationId == null || locationNumber().equals(filter.locationId()))
                && (result == null || resultCode() == filter.result());
    }

    private String functionCode() {
        return function == null ? null : QueryText.code("function", function);
    }

    private Long locationNumber() {
        return locationId == null ? null : QueryText.number("location_id", locationId, Long.MAX_VALUE);
    }

    private Result resultCode() {
        return result == null ? null : QueryText.result("result", result);
    }
}
