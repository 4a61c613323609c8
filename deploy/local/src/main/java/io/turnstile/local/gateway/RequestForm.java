package io.turnstile.local.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses what two readers could understand in two ways. A path is taken in its normal form only (RFC 3986, 6.2.2), so
 * that the service decides about the very path by which the gateway chose the service; a body has one length.
 */
final class RequestForm {
    /** Beside letters and digits, what may stand for itself in a path. No semicolon: frameworks cut off what follows. */
    private static final String PLAIN_IN_A_PATH = "-._~!$&'()*+,=:@";
    /** What must not be hidden behind a percent sign: it would end or begin something once it is decoded. */
    private static final String NEVER_ENCODED = "/\\%;";

    /** RFC 3986, 3.4. */
    private static final Pattern QUERY = Pattern.compile("\\?([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+");

    private RequestForm() {}

    /** @return what is wrong with the request, for people */
    static Optional<String> flawOf(HttpServerRequest request) {
        if (!hasOneHost(request)) {
            return Optional.of("exactly one valid Host is needed");
        }
        if (!hasOneLength(request)) {
            return Optional.of("the only Transfer-Encoding is chunked");
        }
        if (request.headers().names().stream().anyMatch(String::isBlank)) {
            return Optional.of("a header has no name");
        }
        var target = request.uri();
        var query = target.indexOf('?');
        if (!isNormal(query < 0 ? target : target.substring(0, query))) {
            return Optional.of("the path is not in its normal form");
        }
        return query < 0 || isQuery(target.substring(query))
                ? Optional.empty()
                : Optional.of("the query holds a character that must be encoded, or is encoded wrongly");
    }

    private static boolean hasOneHost(HttpServerRequest request) {
        var hosts = request.headers().getAll("host").size();
        return hosts == 1 && request.authority() != null;
    }

    /** Two lengths, or a length beside an encoding, were refused by the decoder. */
    private static boolean hasOneLength(HttpServerRequest request) {
        var encodings = request.headers().getAll("transfer-encoding");
        return encodings.isEmpty()
                || (encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked"));
    }

    private static boolean isNormal(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        var segments = path.substring(1).split("/", -1);
        for (var i = 0; i < segments.length; i++) {
            var isLast = i == segments.length - 1;
            if (!isNormalSegment(segments[i], isLast)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNormalSegment(String segment, boolean mayBeEmpty) {
        if (segment.isEmpty()) {
            return mayBeEmpty;
        }
        if (segment.equals(".") || segment.equals("..")) {
            return false;
        }
        for (var i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) != '%') {
                if (!isPlain(segment.charAt(i))) {
                    return false;
                }
            } else if (!isNormalEncoding(segment, i)) {
                return false;
            } else {
                i += 2;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return isLetterOrDigit(c) || PLAIN_IN_A_PATH.indexOf(c) >= 0;
    }

    /**
     * An encoded byte that could not have stood there plainly, and that is harmless once it is decoded. The tilde could have,
     * but common encoders write it as %7E, ticket codes end with it, and no route has one.
     */
    private static boolean isNormalEncoding(String segment, int percent) {
        if (percent + 2 >= segment.length()) {
            return false;
        }
        var high = Character.digit(segment.charAt(percent + 1), 16);
        var low = Character.digit(segment.charAt(percent + 2), 16);
        var decoded = (char) (high * 16 + low);
        return high >= 0
                && low >= 0
                && decoded >= ' '
                && decoded != 0x7f
                && !isLetterOrDigit(decoded)
                && "-._".indexOf(decoded) < 0
                && NEVER_ENCODED.indexOf(decoded) < 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isQuery(String text) {
        return QUERY.matcher(text).matches();
    }
}
