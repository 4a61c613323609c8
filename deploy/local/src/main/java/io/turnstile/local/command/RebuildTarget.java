package io.turnstile.local.command;

import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What can be made again from the streams. */
enum RebuildTarget {
    REPORTING("reporting", "reporting-service", "report"),
    CATALOG_AVAILABILITY("catalog-availability", "catalog-service", "availability"),
    VENUE_TICKETS("venue-tickets", "venue-service", "tickets");

    private final String label;
    private final String service;
    private final String data;

    RebuildTarget(String label, String service, String data) {
        this.label = label;
        this.service = service;
        this.data = data;
    }

    /** As the command line names it. */
    String label() {
        return label;
    }

    String service() {
        return service;
    }

    /** As the service names it. */
    String data() {
        return data;
    }

    /** The service's role, whose name its database bears too. */
    String role() {
        return service.replace('-', '_');
    }

    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values()).map(RebuildTarget::label).iterator();
        }
    }

    static final class ByName implements ITypeConverter<RebuildTarget> {
        @Override
        public RebuildTarget convert(String name) {
            return Arrays.stream(values())
                    .filter(target -> target.label.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "there is no " + name + " to rebuild; there are " + String.join(", ", new Names())));
        }
    }
}
