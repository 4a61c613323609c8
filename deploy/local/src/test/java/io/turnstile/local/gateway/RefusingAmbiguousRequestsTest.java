package io.turnstile.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusingAmbiguousRequestsTest {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new TestGateway(TestGateway.ROOMY, this::serve);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    private void serve(HttpServerRequest request) {
        request.bodyHandler(body -> {
            seen.add(request.method() + " " + request.uri() + " " + body);
            request.response().end("served");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/../operators",
                "/a/..",
                "/a/./b",
                "/./a",
                "/a/%2e%2e/operators",
                "/a/%2E./operators",
                "/a/.%2e",
                "//a",
                "/a//b",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "/a%00",
                "/a/%0d%0aX: y",
                "/a%0a",
                "/a%7f",
                "/a%252fb",
                "/%61",
                "/a;b=c",
                "/a%3Bb",
                "/a%",
                "/a%2",
                "/a%zz",
                "/a%+1",
                "/a#b",
                "/a?b#c",
                "/a?b=\u0007",
                "/a?b=%",
                "/a?b=%zz",
                "/a?b=|^`{}",
                "/a\u00e9",
                "a",
                "*",
                "http://127.0.0.1/a",
                "http:/a",
                "127.0.0.1:80",
                "/a\u0001"
            })
    void a_path_that_is_not_in_its_normal_form_never_reaches_a_service(String target) throws Exception {
        assertRefused("GET " + target + " HTTP/1.1\r\nHost: here\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a",
                "/a/",
                "/a/b.c/..d/e-f_g~h",
                "/a/b%20c",
                "/a/TK-R19J-%7E",
                "/a/%C3%A9",
                "/a/b:c@d!$&'()*+,=",
                "/a?b=c%2Fd&e=../f//g;h",
                "/a?b=%00"
            })
    void a_path_in_its_normal_form_arrives_as_it_was_sent(String target) throws Exception {
        assertThat(answerTo("GET " + target + " HTTP/1.1\r\nHost: here\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(seen).containsExactly("GET " + target + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\nContent-Length: 5",
                "Content-Length: 5\nContent-Length: 6",
                "Content-Length: 5, 5",
                "Content-Length: +5",
                "Content-Length: -5",
                "Content-Length: 5x",
                "Content-Length: 99999999999999999999",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: chunked\nTransfer-Encoding: chunked",
                "Transfer-Encoding : chunked",
                "Content-Length : 5"
            })
    void a_body_with_two_lengths_or_none_that_is_known_is_refused(String headers) throws Exception {
        assertRefused("POST /a HTTP/1.1\r\nHost: here\r\n" + headers.replace("\n", "\r\n")
                + "\r\n\r\n0\r\n\r\nGET /a/smuggled HTTP/1.1\r\nHost: here\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a HTTP/1.1\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: here\r\nHost: there\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: here/there\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: here\r\nX: a\0b\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: here\r\nX\0: b\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: here\r\nX y: b\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: here\r\nwithout a colon\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: here\r\n: without a name\r\n\r\n",
                "GET /a HTTP/2.0\r\nHost: here\r\n\r\n",
                "GET /a HTTP/9.9\r\nHost: here\r\n\r\n",
                "GET /a HTTP/1.0\r\nHost: here\r\n\r\n",
                "GET /a HTTP/1.1 more\r\nHost: here\r\n\r\n",
                "POST /a HTTP/1.0\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "nonsense\r\n\r\n",
                "\u0016\u0003\u0001\u0002 a TLS client greets\r\n\r\n"
            })
    void what_is_not_http_is_refused(String request) throws Exception {
        assertRefused(request);
    }

    @Test
    void too_long_an_address_is_414_and_too_many_headers_are_431() throws Exception {
        assertThat(answerTo("GET /a/" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: here\r\n\r\n"))
                .matches("(?s)HTTP/1\\.[01] 414 .*")
                .contains("\"code\":\"URI_TOO_LONG\"");
        assertThat(answerTo("GET /a HTTP/1.1\r\nHost: here\r\nX: " + "x".repeat(2_000_000) + "\r\n\r\n"))
                .matches("(?s)HTTP/1\\.[01] 431 .*")
                .contains("\"code\":\"HEADERS_TOO_LARGE\"");
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "TRACE"})
    void methods_for_proxies_are_405(String method) throws Exception {
        assertThat(answerTo(method + " /a HTTP/1.1\r\nHost: here\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("\"code\":\"METHOD_NOT_ALLOWED\"");
        assertThat(seen).isEmpty();
    }

    @Test
    void a_folded_header_is_one_line_for_the_service_and_its_parts_are_not_headers_of_their_own() throws Exception {
        try (var folding = new TestGateway(TestGateway.ROOMY, request -> request.response()
                        .end(request.getHeader("x") + "|" + request.getHeader("authorization")));
                var client = new RawClient(folding.port())) {
            assertThat(client.send("GET /a HTTP/1.1\r\nHost: here\r\nX: one\r\n Authorization: two\r\n\r\n")
                            .answer())
                    .endsWith("one Authorization: two|null");
        }
    }

    @Test
    void what_the_connection_header_names_is_for_the_gateway_alone() throws Exception {
        try (var telling = new TestGateway(TestGateway.ROOMY, request -> request.response()
                        .end(request.headers().names().toString()));
                var client = new RawClient(telling.port())) {
            assertThat(client.send("""
                                    GET /a HTTP/1.1\r
                                    Host: here\r
                                    Connection: keep-alive, X-Mine, X-Forwarded-For\r
                                    X-Mine: 1\r
                                    Keep-Alive: timeout=5\r
                                    Proxy-Connection: keep-alive\r
                                    TE: trailers\r
                                    Upgrade: websocket\r
                                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                                    Sec-WebSocket-Version: 13\r
                                    \r
                                    """).answer().toLowerCase())
                    .contains("x-forwarded-for")
                    .doesNotContain("x-mine", "keep-alive", "proxy-connection", "te,", "upgrade");
        }
    }

    @Test
    void a_body_whose_chunks_are_none_is_refused() throws Exception {
        assertRefused("POST /a HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\nx\r\n");
    }

    @Test
    void nothing_that_follows_a_refused_request_on_its_connection_is_acted_on() throws Exception {
        try (var client = new RawClient(gateway.port())) {
            client.send("GET /a/.. HTTP/1.1\r\nHost: here\r\n\r\nGET /a/next HTTP/1.1\r\nHost: here\r\n\r\n");
            assertThat(client.rest()).containsOnlyOnce("HTTP/1.1");
        }
        assertThat(seen).isEmpty();
    }

    private void assertRefused(String request) throws Exception {
        try (var client = new RawClient(gateway.port())) {
            // What could not be read is answered as to a client of HTTP/1.0.
            assertThat(client.send(request).answer())
                    .matches("(?s)HTTP/1\\.[01] 400 .*")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .containsIgnoringCase("connection: close")
                    .contains("\"code\":\"VALIDATION_ERROR\"");
        }
        assertThat(seen).isEmpty();
    }

    private String answerTo(String request) throws Exception {
        try (var client = new RawClient(gateway.port())) {
            return client.send(request).answer();
        }
    }
}
