package org.registryfleet.simulated.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One request: the path without the query, decoded; the query's parameters; the headers by
 * lower-case name.
 */
public final class HttpRequest {
    private final String method;
    private final String path;
    private final Map<String, String> query;
    private final Map<String, String> headers;
    private final byte[] body;

    HttpRequest(String method, String target, Map<String, String> headers, byte[] body) {
        this.method = method;
        var mark = target.indexOf('?');
        this.path = decode(mark < 0 ? target : target.substring(0, mark), false);
        this.query = mark < 0 ? Map.of() : parameters(target.substring(mark + 1));
        this.headers = headers;
        this.body = body;
    }

    /** GET, POST and so on. */
    public String method() {
        return method;
    }

    /** The decoded path. */
    public String path() {
        return path;
    }

    /** The value of a query parameter; empty when it is not given. */
    public String query(String name) {
        return query.getOrDefault(name, "");
    }

    /** The value of a header; empty when it is not given. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The body; empty when there is none. Must not be modified. */
    public byte[] body() {
        return body;
    }

    private static Map<String, String> parameters(String text) {
        var query = new LinkedHashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            var at = pair.indexOf('=');
            var name = decode(at < 0 ? pair : pair.substring(0, at), true);
            query.putIfAbsent(name, at < 0 ? "" : decode(pair.substring(at + 1), true));
        }
        return query;
    }

    private static String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        return URLDecoder.decode(
                plusIsSpace ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
