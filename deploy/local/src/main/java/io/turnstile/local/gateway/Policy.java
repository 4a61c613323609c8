package io.turnstile.local.gateway;

/** All that the deployment says about the gateway. */
public record Policy(RoutingTable routes, Limits limits, CrossOrigin crossOrigin) {}
