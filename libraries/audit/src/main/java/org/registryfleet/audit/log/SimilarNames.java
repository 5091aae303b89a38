package org.registryfleet.audit.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Suggests known names that are close to one that was not found ("did you mean"). */
public final class SimilarNames {

    private static final int SHOWN = 5;
    private static final int TELLING = 3;

    private SimilarNames() {}

    /** Nearest first; names with little in common are left out. */
    public static List<String> of(String name, Collection<String> known) {
        int limit = Math.max(2, name.length() / 3);
        record Near(String name, int distance) {}
        return known.stream()
                .map(one -> new Near(one, distance(name, one)))
                .filter(near -> near.distance() <= limit)
                .sorted(
                        Comparator.comparingInt(Near::distance)
                                .thenComparingInt(
                                        near -> Math.abs(near.name().length() - name.length()))
                                .thenComparing(Near::name))
                .limit(SHOWN)
                .map(Near::name)
                .toList();
    }

    /** The edit distance; a common prefix or a long common part counts as near. */
    private static int distance(String left, String right) {
        var a = left.toLowerCase(Locale.ROOT);
        var b = right.toLowerCase(Locale.ROOT);
        if (b.startsWith(a) || a.startsWith(b) || (a.length() >= TELLING && b.contains(a))) {
            return 1;
        }
        var row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
