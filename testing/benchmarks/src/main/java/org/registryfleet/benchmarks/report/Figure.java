package org.registryfleet.benchmarks.report;

/**
 * One row of the report.
 *
 * @param bar what is demanded, empty when the figure only informs
 * @param isMet whether the bar is met; true when there is none
 */
public record Figure(String what, String bar, String measured, boolean isMet) {

    /** A figure that must not be greater than the bar. */
    public static Figure atMost(String what, double measured, double bar, String unit) {
        return new Figure(
                what,
                "≤ " + Numbers.shown(bar) + " " + unit,
                Numbers.shown(measured) + " " + unit,
                measured <= bar);
    }

    /** A figure that must not be less than the bar. */
    public static Figure atLeast(String what, double measured, double bar, String unit) {
        return new Figure(
                what,
                "≥ " + Numbers.shown(bar) + " " + unit,
                Numbers.shown(measured) + " " + unit,
                measured >= bar);
    }

    /** A figure without a bar. */
    public static Figure informs(String what, String measured) {
        return new Figure(what, "", measured, true);
    }

    String row() {
        var verdict = bar.isEmpty() ? "" : isMet ? "met" : "**missed**";
        return "| %s | %s | %s | %s |".formatted(what, bar, measured, verdict);
    }
}
