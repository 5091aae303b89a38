package org.registryfleet.stage.change;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A length of time as Go writes it, for example {@code 6h0m0s} or {@code 1.5s}: the notation of the
 * Config, the ImagePruner and the operand's arguments.
 */
public record GoDuration(long nanoseconds) {

    private static final Pattern TERM =
            Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("[-+]?(" + TERM.pattern() + ")+");
    private static final Map<String, Long> UNITS =
            Map.of(
                    "ns", 1L,
                    "us", 1_000L,
                    "µs", 1_000L,
                    "μs", 1_000L,
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "m", 60_000_000_000L,
                    "h", 3_600_000_000_000L);

    private static final long SECOND = 1_000_000_000L;

    /** Reads any spelling that Go accepts; empty for other texts. */
    public static Optional<GoDuration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(new GoDuration(0));
        }
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        var sum = BigDecimal.ZERO;
        var terms = TERM.matcher(text);
        while (terms.find()) {
            long unit = UNITS.getOrDefault(terms.group(2), 0L);
            sum = sum.add(new BigDecimal(terms.group(1)).multiply(BigDecimal.valueOf(unit)));
        }
        // Go holds a duration in 64 bits
        if (sum.toBigInteger().bitLength() > 63) {
            return Optional.empty();
        }
        long magnitude = sum.longValue();
        return Optional.of(new GoDuration(text.startsWith("-") ? -magnitude : magnitude));
    }

    /** The canonical spelling of the text; one that is no duration stays as it is. */
    public static String canonical(String text) {
        return parse(text).map(GoDuration::toString).orElse(text);
    }

    /** The canonical spelling. */
    @Override
    public String toString() {
        if (nanoseconds == 0) {
            return "0s";
        }
        var sign = nanoseconds < 0 ? "-" : "";
        long magnitude = Math.abs(nanoseconds);
        return sign + (magnitude < SECOND ? belowSecond(magnitude) : fromSecond(magnitude));
    }

    private static String belowSecond(long magnitude) {
        if (magnitude < 1_000) {
            return magnitude + "ns";
        }
        return magnitude < 1_000_000
                ? decimal(magnitude, 1_000) + "µs"
                : decimal(magnitude, 1_000_000) + "ms";
    }

    private static String fromSecond(long magnitude) {
        long minutes = magnitude / SECOND / 60;
        var seconds = decimal(magnitude - minutes * 60 * SECOND, SECOND) + "s";
        if (minutes == 0) {
            return seconds;
        }
        long hours = minutes / 60;
        var text = minutes % 60 + "m" + seconds;
        return hours == 0 ? text : hours + "h" + text;
    }

    private static String decimal(long value, long unit) {
        return BigDecimal.valueOf(value)
                .divide(BigDecimal.valueOf(unit))
                .stripTrailingZeros()
                .toPlainString();
    }
}
