package io.turnstile.reporting.model;

/** Chooses scans; a null member chooses all. */
public record ScanFilter(Window window, String functionCode, Long locationId, Result result) {}
