package io.turnstile.catalog.rest;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The API document and its page are static resources under {@code /openapi/}; the page's links are relative, so it needs
 * the slash that people leave out.
 */
@Singleton
class ApiDocumentPage {
    void addTheSlash(@Observes Router router) {
        router.routeWithRegex(HttpMethod.GET, "/openapi").handler(request -> request.redirect("/openapi/"));
    }
}
