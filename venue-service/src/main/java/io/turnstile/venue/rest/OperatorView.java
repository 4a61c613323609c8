package io.turnstile.venue.rest;

import io.turnstile.venue.model.Operator;
import io.turnstile.venue.model.OperatorRole;
import java.util.List;

record OperatorView(
        String operatorId,
        String username,
        String displayName,
        OperatorRole role,
        List<String> venueCodes,
        boolean isActive) {
    static OperatorView of(Operator operator) {
        return new OperatorView(
                operator.username(),
                operator.username(),
                operator.displayName(),
                operator.role(),
                operator.venueCodes(),
                operator.isActive());
    }
}
