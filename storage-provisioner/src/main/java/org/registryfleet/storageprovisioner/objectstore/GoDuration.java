package org.registryfleet.storageprovisioner.objectstore;

import java.util.regex.Pattern;

/** Durations in the spelling that the registry and the Config use: {@code 20m} is {@code 20m0s}. */
public final class GoDuration {

    private static final Pattern WHOLE = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private GoDuration() {}

    /** The canonical spelling; text that is no duration of whole seconds stays as it is. */
    public static String canonical(String text) {
        var parts = WHOLE.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            return text;
        }
        long seconds =
                number(parts.group(1)) * HOUR
                        + number(parts.group(2)) * MINUTE
                        + number(parts.group(3));
        var spelled = new StringBuilder();
        if (seconds >= HOUR) {
            spelled.append(seconds / HOUR).append('h');
        }
        if (seconds >= MINUTE) {
            spelled.append(seconds % HOUR / MINUTE).append('m');
        }
        return spelled.append(seconds % MINUTE).append('s').toString();
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
