package org.registryfleet.benchmarks.report;

import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {

    private Numbers() {}

    /** Three digits that matter, thousands separated. */
    public static String shown(double number) {
        var pattern = Math.abs(number) >= 100 || number == Math.rint(number) ? "%,.0f" : "%.1f";
        return String.format(
                Locale.ROOT, Math.abs(number) < 1 && number != 0 ? "%.3f" : pattern, number);
    }
}
