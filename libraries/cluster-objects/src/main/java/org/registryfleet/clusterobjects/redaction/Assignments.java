package org.registryfleet.clusterobjects.redaction;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redacts values assigned to secret names in text: {@code password: several words}, properties,
 * JSON, escaped JSON, XML, query strings, flags, YAML blocks. A quoted value ends with its quote,
 * any other with its line and everything indented below it.
 */
final class Assignments {

    private static final Pattern NAME =
            Pattern.compile(
                    "(?i)(?:pass(?:word|wd|phrase|code)|pwd|secret|token|credential|connection[_-]?string"
                            + "|(?:api|access|account|private|shared|signing|encryption|secret)[_-]?key"
                            + "|authorization|(?<![a-z])(?:auth|pass|sig|cookie)(?![a-z]))"
                            + "[\\w.-]{0,60}+");
    private static final Pattern SIGN =
            Pattern.compile(
                    "(?i)(?:[ \\t\"'\\\\\\]]|%22|%27|&quot;){0,12}+(?::=|=>|[:=>]|%3[ad]|\\\\u003[ad])");
    private static final Pattern FLAG_SIGN = Pattern.compile("[ \\t\"'\\\\,]{1,8}+");
    private static final Pattern BLANKS = Pattern.compile("(?:[ \\t]|%20|\\+(?=%))*+");
    private static final Pattern OPENING = Pattern.compile("(?i)\\\\{0,7}+[\"'`]|%2[27]|&quot;");
    // in messages of Kubernetes, of Go and of the operator that the fleet stands in for: the name
    // is
    // an object's or an address's, and what follows says what is wrong with it
    private static final Pattern NO_ASSIGNMENT =
            Pattern.compile(
                    "(?:minted (?:credentials \"[\\w./-]*)?|IAM |pull |Name(?:space)?=[\\w.-]*|\"[a-z]+://[^\"\\s]*)$");
    private static final int BEFORE = 200;
    private static final Pattern FILE =
            Pattern.compile("/(?:etc|var|run|tmp|opt|usr|mnt)/[\\w./-]+\\s*");
    // of a block of YAML, or nothing on this line at all
    private static final Pattern BLOCK =
            Pattern.compile(
                    "(?:[&!]\\S{0,60}+[ \\t]*+)?(?:[|>][0-9+-]{0,2}+)?[ \\t]*+(?:#[^\\n]*+)?\\r?");

    private final String text;
    private final UnaryOperator<String> replacement;
    private final StringBuilder result;
    private int copied;
    private int line;
    private int lineSeen;

    private Assignments(String text, UnaryOperator<String> replacement) {
        this.text = text;
        this.replacement = replacement;
        this.result = new StringBuilder(text.length());
    }

    static String redact(String text, UnaryOperator<String> replacement) {
        return mayAssign(text) ? new Assignments(text, replacement).redacted() : text;
    }

    private static boolean mayAssign(String text) {
        return text.indexOf('=') >= 0
                || text.indexOf(':') >= 0
                || text.indexOf('>') >= 0
                || text.indexOf('-') >= 0
                || text.indexOf('%') >= 0
                || text.indexOf('\\') >= 0;
    }

    private String redacted() {
        var name = NAME.matcher(text);
        var sign = SIGN.matcher(text);
        var flagSign = FLAG_SIGN.matcher(text);
        for (var from = 0; name.find(from); ) {
            from = name.end();
            if (RedactionRules.isExempt(name.group()) || belongsToMessage(name.start())) {
                continue;
            }
            if (lookingAt(sign, from)) {
                from = hideValue(name.start(), sign.end());
            } else if (isFlag(name.start()) && lookingAt(flagSign, from)) {
                from = hideWord(flagSign.end());
            }
        }
        return copied == 0 ? text : result.append(text, copied, text.length()).toString();
    }

    private boolean belongsToMessage(int name) {
        return NO_ASSIGNMENT.matcher(text.substring(Math.max(0, name - BEFORE), name)).find();
    }

    private boolean lookingAt(Matcher matcher, int from) {
        return matcher.region(from, text.length()).lookingAt();
    }

    private boolean isFlag(int name) {
        var start = name;
        while (start > 0 && name - start < 60 && isPartOfFlag(text.charAt(start - 1))) {
            start--;
        }
        return start < name && text.charAt(start) == '-';
    }

    private static boolean isPartOfFlag(char character) {
        return character == '-' || character == '_' || Character.isLetterOrDigit(character);
    }

    private int hideWord(int from) {
        var end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return hide(from, end);
    }

    private int hideValue(int name, int sign) {
        var blanks = BLANKS.matcher(text);
        var start = lookingAt(blanks, sign) ? blanks.end() : sign;
        var opening = OPENING.matcher(text);
        return lookingAt(opening, start)
                ? hideQuoted(opening.group(), opening.end())
                : hideUnquoted(name, start);
    }

    private int hideQuoted(String quote, int start) {
        var end = closing(quote, start);
        if (end < 0) {
            return hide(start, text.length());
        }
        var after = hide(start, end) + quote.length();
        var rest = Math.min(after, text.length());
        // shells join what follows
        var word = rest;
        while (word < text.length() && Character.isLetterOrDigit(text.charAt(word))) {
            word++;
        }
        return word == rest ? rest : hide(rest, word);
    }

    private int closing(String quote, int start) {
        if (quote.length() > 1) {
            return text.indexOf(quote, start);
        }
        var mark = quote.charAt(0);
        for (var i = start; i < text.length(); i++) {
            // a doubled quote in YAML is one, as an escaped one in JSON
            var isEscaped = text.charAt(i) == '\\' || (mark == '\'' && text.startsWith("''", i));
            if (isEscaped) {
                i++;
            } else if (text.charAt(i) == mark) {
                return i;
            }
        }
        return -1;
    }

    private int hideUnquoted(int name, int start) {
        var end = lineEnd(start);
        var block = BLOCK.matcher(text).region(start, end);
        var isBlock = block.matches();
        var indent = indent(lineOf(name));
        var last = end;
        for (var next = end; next < text.length(); next = lineEnd(next + 1)) {
            var isBlank = text.substring(next + 1, lineEnd(next + 1)).isBlank();
            var isMore =
                    isBlank
                            || indent(next + 1) > indent
                            || text.charAt(next - 1) == '\\'
                            || (isBlock && last == end);
            if (!isMore) {
                break;
            }
            last = isBlank ? last : lineEnd(next + 1);
        }
        return isBlock && last > end ? hide(end + 1, last) : hide(start, last);
    }

    private int lineEnd(int from) {
        var end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** Start of the line at an offset; offsets only grow. */
    private int lineOf(int place) {
        for (; lineSeen < place; lineSeen++) {
            if (text.charAt(lineSeen) == '\n') {
                line = lineSeen + 1;
            }
        }
        return line;
    }

    private int indent(int from) {
        var at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at - from;
    }

    private int hide(int from, int end) {
        var value = text.substring(from, end);
        if (value.isBlank()
                || SecretText.isHidden(value.strip())
                || FILE.matcher(value).matches()) {
            return end;
        }
        result.append(text, copied, from).append(replacement.apply(value));
        copied = end;
        return end;
    }
}
