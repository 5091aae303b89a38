package org.registryfleet.simulated.resource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An amount of a resource in the API's notation: {@code 100m}, {@code 1.5Gi}, {@code 1e3}. */
public record Quantity(BigDecimal value, boolean binary) implements Comparable<Quantity> {
    private static final Pattern TEXT =
            Pattern.compile(
                    "([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?\\d{1,3}))?");
    private static final String BINARY = "KMGTPE";
    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
    private static final BigInteger KIBI = BigInteger.valueOf(1024);

    /** Parses the notation; empty when the text is not a quantity. */
    public static Optional<Quantity> parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var number = new BigDecimal(parts.group(1));
        var suffix = parts.group(2);
        var exponent = parts.group(3);
        if (exponent != null) {
            return Optional.of(
                    new Quantity(number.scaleByPowerOfTen(Integer.parseInt(exponent)), false));
        }
        if (suffix == null) {
            return Optional.of(new Quantity(number, false));
        }
        if (suffix.endsWith("i")) {
            var factor = new BigDecimal(KIBI.pow(BINARY.indexOf(suffix.charAt(0)) + 1));
            return Optional.of(new Quantity(number.multiply(factor), true));
        }
        return Optional.of(
                new Quantity(number.scaleByPowerOfTen(DECIMAL.getOrDefault(suffix, 0)), false));
    }

    /** The one notation that the real server stores, whatever was sent. */
    public String canonical() {
        if (value.signum() == 0) {
            return "0";
        }
        var whole = value.stripTrailingZeros();
        return binary && whole.scale() <= 0 && whole.abs().compareTo(new BigDecimal(KIBI)) >= 0
                ? binaryText(whole.toBigIntegerExact())
                : decimalText();
    }

    /** Whether the amount is below zero. */
    public boolean isNegative() {
        return value.signum() < 0;
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }

    private static String binaryText(BigInteger whole) {
        var left = whole;
        var power = 0;
        while (power < BINARY.length() && left.mod(KIBI).signum() == 0) {
            left = left.divide(KIBI);
            power++;
        }
        return power == 0 ? left.toString() : left.toString() + BINARY.charAt(power - 1) + "i";
    }

    private String decimalText() {
        var nanos = value.setScale(9, RoundingMode.CEILING).unscaledValue();
        var thousand = BigInteger.valueOf(1000);
        var exponent = -9;
        while (exponent < 18 && nanos.mod(thousand).signum() == 0) {
            nanos = nanos.divide(thousand);
            exponent += 3;
        }
        return nanos + suffix(exponent);
    }

    private static String suffix(int exponent) {
        for (var entry : DECIMAL.entrySet()) {
            if (entry.getValue() == exponent) {
                return entry.getKey();
            }
        }
        return "";
    }
}
