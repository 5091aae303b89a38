package org.registryfleet.statusreporter.fleet;

import java.util.Comparator;
import java.util.List;

/** Names that somebody may have meant, by the number of letters that differ. */
final class NearNames {

    private static final int MOST = 5;

    private NearNames() {}

    static List<String> of(String wanted, List<String> names) {
        int tolerance = Math.max(2, wanted.length() / 3);
        return names.stream()
                .filter(
                        name ->
                                distance(wanted, name) <= tolerance
                                        || (wanted.length() >= 3 && name.contains(wanted)))
                .sorted(
                        Comparator.comparingInt((String name) -> distance(wanted, name))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** Letters to insert, remove or replace to get from one to the other. */
    static int distance(String from, String to) {
        var above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            var row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[to.length()];
    }
}
