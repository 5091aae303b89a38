package org.registryfleet.clusteraccess.redaction;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets that are recognised by how they look, inside texts of any field: private keys, JSON web
 * tokens, user info of URLs, and assignments to secret names in configuration files.
 */
final class SecretText {
    // bounded, and of a scheme that is longer its end: the time must not grow with the square of a
    // long word, which anybody may put into a ConfigMap
    private static final Pattern URL_USER =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,30}://)([^/\\s:@?#]*)(?::([^/\\s@]*))?@");
    // a word that only begins like a token is matched, too, so that it is passed over as a whole
    private static final Pattern WEB_TOKEN =
            Pattern.compile("eyJ[\\w-]{8,}+(\\.eyJ[\\w-]{8,}+(?:\\.[\\w-]*+)?)?");
    private static final Pattern ASSIGNMENT =
            Pattern.compile(
                    "(?i)((?:password|passwd|secret|secret[_-]?key|access[_-]?key|token)"
                            + "\"?[ \\t]*[:=][ \\t]*\"?)([^\\s\",;]+)");

    private SecretText() {}

    static String redact(String text, Digester digester) {
        if (text.contains("PRIVATE KEY-----")) {
            return digester.digest(text);
        }
        var result = text;
        if (result.indexOf('@') >= 0 && result.contains("://")) {
            result = URL_USER.matcher(result).replaceAll(found -> withoutUser(found, digester));
        }
        if (result.contains("eyJ")) {
            result = WEB_TOKEN.matcher(result).replaceAll(found -> withoutToken(found, digester));
        }
        return result;
    }

    /** For files inside ConfigMaps, where a secret is known by the name it is assigned to. */
    static String redactAssignments(String text, Digester digester) {
        if (text.indexOf('=') < 0 && text.indexOf(':') < 0) {
            return text;
        }
        var result = new StringBuilder(text.length());
        for (var start = 0; start < text.length(); ) {
            var lineEnd = text.indexOf('\n', start);
            var end = lineEnd < 0 ? text.length() : lineEnd + 1;
            result.append(redactLine(text.substring(start, end), digester));
            start = end;
        }
        return result.toString();
    }

    // certificate bundles are long and their lines assign nothing
    private static String redactLine(String line, Digester digester) {
        if (line.indexOf('=') < 0 && line.indexOf(':') < 0) {
            return line;
        }
        return ASSIGNMENT
                .matcher(line)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        found.group(1) + digester.digest(found.group(2))));
    }

    private static String withoutToken(MatchResult found, Digester digester) {
        return Matcher.quoteReplacement(
                found.group(1) == null ? found.group() : digester.digest(found.group()));
    }

    // a user alone may be a token
    private static String withoutUser(MatchResult found, Digester digester) {
        var user = found.group(2);
        var password = found.group(3);
        if (password == null) {
            return Matcher.quoteReplacement(found.group(1) + digested(user, digester) + "@");
        }
        return Matcher.quoteReplacement(
                found.group(1) + user + ":" + digested(password, digester) + "@");
    }

    private static String digested(String plain, Digester digester) {
        return plain.isEmpty() ? plain : digester.digest(plain);
    }
}
