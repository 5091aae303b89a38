package org.registryfleet.clusteraccess.execution;

import java.util.regex.Pattern;

/**
 * Quotes text for the registry's environment, which is parsed as YAML (storage specification,
 * section 2.5.2): a password of digits must not become a number. Never fails.
 */
public final class YamlText {

    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z][\\w.-]*|[0-9][\\w.-]*[G-Zg-z&&[^oOxX]][\\w.-]*");
    private static final Pattern OTHER_TYPE =
            Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|inf|nan");

    private YamlText() {}

    /** The plain text if YAML reads it as a string, else double-quoted. */
    public static String of(String text) {
        boolean isPlain = PLAIN.matcher(text).matches() && !OTHER_TYPE.matcher(text).matches();
        return isPlain ? text : quoted(text);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars()
                .forEach(
                        character -> {
                            switch (character) {
                                case '"' -> quoted.append("\\\"");
                                case '\\' -> quoted.append("\\\\");
                                case '\n' -> quoted.append("\\n");
                                case '\r' -> quoted.append("\\r");
                                case '\t' -> quoted.append("\\t");
                                default -> plain(quoted, (char) character);
                            }
                        });
        return quoted.append('"').toString();
    }

    private static void plain(StringBuilder quoted, char character) {
        if (Character.isISOControl(character)) {
            quoted.append("\\x%02x".formatted((int) character));
        } else {
            quoted.append(character);
        }
    }
}
