package org.registryfleet.stage.change;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.Digests;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Equality of single values: numbers by value, quantities in any notation, digests under any key.
 */
final class Scalars {

    private static final Pattern QUANTITY_PLACE =
            Pattern.compile(".*/(requests|limits|capacity)/[^/]+|.*/sizeLimit");
    private static final Pattern QUANTITY = Pattern.compile("([+-]?[0-9.]+)([a-zA-Z]*)");
    private static final Map<String, BigDecimal> SUFFIXES =
            Map.ofEntries(
                    Map.entry("", BigDecimal.ONE),
                    Map.entry("n", new BigDecimal("1e-9")),
                    Map.entry("u", new BigDecimal("1e-6")),
                    Map.entry("m", new BigDecimal("1e-3")),
                    Map.entry("k", new BigDecimal("1e3")),
                    Map.entry("M", new BigDecimal("1e6")),
                    Map.entry("G", new BigDecimal("1e9")),
                    Map.entry("T", new BigDecimal("1e12")),
                    Map.entry("P", new BigDecimal("1e15")),
                    Map.entry("E", new BigDecimal("1e18")),
                    Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
                    Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
                    Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
                    Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
                    Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
                    Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

    private Scalars() {}

    static boolean same(String path, JsonNode left, JsonNode right) {
        if (left.equals(right)) {
            return true;
        }
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue()) == 0;
        }
        if (left.isTextual() && right.isTextual() && Digests.same(left.asText(), right.asText())) {
            return true;
        }
        return QUANTITY_PLACE.matcher(path).matches() && sameQuantity(left, right);
    }

    private static boolean sameQuantity(JsonNode left, JsonNode right) {
        var a = quantity(left.asText());
        var b = quantity(right.asText());
        return a.isPresent() && b.isPresent() && a.get().compareTo(b.get()) == 0;
    }

    private static Optional<BigDecimal> quantity(String text) {
        var match = QUANTITY.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var factor = SUFFIXES.get(match.group(2));
        try {
            return factor == null
                    ? Optional.empty()
                    : Optional.of(new BigDecimal(match.group(1)).multiply(factor));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
