package org.registryfleet.storageprovisioner.objectstore;

import java.util.regex.Pattern;

/**
 * Quotes text for the registry, which parses its environment variables as YAML (storage
 * specification, section 2.5.2): a value that YAML would not read as a string is quoted.
 */
public final class YamlScalar {

    private static final Pattern OTHER_TYPE =
            Pattern.compile(
                    "(?i)~|null|y|n|yes|no|on|off|true|false|[-+]?\\.(inf|nan)"
                            + "|[-+]?(0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+|[0-9][0-9_]*)"
                            + "|[-+]?([0-9][0-9_]*)?\\.?[0-9]*(e[-+]?[0-9]+)?"
                            + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?");
    private static final Pattern SPECIAL =
            Pattern.compile(
                    "^[-?:,\\[\\]{}#&*!|>'\"%@`\\s].*|.*(: | #).*|.*[:\\s]$", Pattern.DOTALL);

    private YamlScalar() {}

    public static String of(String text) {
        boolean plain =
                !text.isEmpty()
                        && !OTHER_TYPE.matcher(text).matches()
                        && !SPECIAL.matcher(text).matches();
        return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
