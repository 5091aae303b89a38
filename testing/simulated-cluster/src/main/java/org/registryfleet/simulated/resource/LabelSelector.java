package org.registryfleet.simulated.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A label selector in the syntax of the list parameter: equality ({@code a=b,c!=d}) and sets
 * ({@code a in (b,c),!d}).
 */
public record LabelSelector(List<Requirement> requirements) {
    /** Selects everything. */
    public static final LabelSelector ALL = new LabelSelector(List.of());

    private static final Pattern SET =
            Pattern.compile("\\s*(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)\\s*");
    private static final Pattern COMMA_OUTSIDE_SET = Pattern.compile(",(?![^(]*\\))");

    /** One condition on one label. */
    public record Requirement(String label, Operator operator, Set<String> values) {
        boolean matches(Map<String, String> labels) {
            var value = labels.get(label);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case ABSENT -> value == null;
            };
        }
    }

    /** How a requirement compares. */
    public enum Operator {
        /** The label has one of the values. */
        IN,
        /** The label has none of the values or is absent. */
        NOT_IN,
        /** The label is there. */
        EXISTS,
        /** The label is not there. */
        ABSENT
    }

    /** Parses the parameter's text; fails with {@link IllegalArgumentException}. */
    public static LabelSelector parse(String text) {
        if (text.isBlank()) {
            return ALL;
        }
        var requirements = new ArrayList<Requirement>();
        for (var part : COMMA_OUTSIDE_SET.splitAsStream(text).toList()) {
            requirements.add(requirement(part.strip()));
        }
        return new LabelSelector(List.copyOf(requirements));
    }

    /** Whether an object with these labels is selected. */
    public boolean matches(Map<String, String> labels) {
        for (var requirement : requirements) {
            if (!requirement.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    /** Whether everything is selected. */
    public boolean isAll() {
        return requirements.isEmpty();
    }

    private static Requirement requirement(String part) {
        var set = SET.matcher(part);
        if (set.matches()) {
            var operator = set.group(2).equals("in") ? Operator.IN : Operator.NOT_IN;
            return new Requirement(label(set.group(1)), operator, values(set.group(3)));
        }
        for (var symbol : List.of("!=", "==", "=")) {
            var at = part.indexOf(symbol);
            if (at >= 0) {
                var operator = symbol.equals("!=") ? Operator.NOT_IN : Operator.IN;
                var value = part.substring(at + symbol.length()).strip();
                return new Requirement(label(part.substring(0, at)), operator, Set.of(value));
            }
        }
        return part.startsWith("!")
                ? new Requirement(label(part.substring(1)), Operator.ABSENT, Set.of())
                : new Requirement(label(part), Operator.EXISTS, Set.of());
    }

    private static Set<String> values(String list) {
        return Set.copyOf(Arrays.stream(list.split(",", -1)).map(String::strip).toList());
    }

    private static String label(String text) {
        var label = text.strip();
        if (label.isEmpty() || !Names.isLabelKey(label)) {
            throw new IllegalArgumentException(
                    "unable to parse requirement: invalid label key \"" + label + "\"");
        }
        return label;
    }
}
