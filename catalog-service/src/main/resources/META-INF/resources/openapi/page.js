// A file of its own: the page may run no script that stands in it (Content-Security-Policy, routes.yaml).
SwaggerUIBundle({
    // Relative, so that it also holds behind a gateway with a prefix of its own.
    url: "openapi.json",
    dom_id: "#api",
    deepLinking: true,
    // Otherwise the page would ask a validator on the Internet.
    validatorUrl: null,
});
