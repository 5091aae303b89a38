package org.registryfleet.benchmarks.page;

import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.pagetour.measure.PageFigures;
import org.registryfleet.pagetour.measure.PageMeasurement;

/**
 * How soon the page shows clusters, how smoothly it goes on while 200 of them change each second,
 * and what a scrape of all of them takes.
 */
public final class PageBench {

    private static final double SECOND = 1_000;
    private static final double MEGABYTE = 1e6;
    private static final double NOTICEABLE = 100;
    private static final int ROUNDS = 15;
    private static final int LIVE_SECONDS = 15;

    private final Report report;
    private final int clusters;

    public PageBench(Report report, int clusters) {
        this.report = report;
        this.clusters = clusters;
    }

    public void run() {
        var seen = new PageMeasurement(clusters, ROUNDS, LIVE_SECONDS).run();
        var fleet = "%,d clusters: ".formatted(clusters);
        first(fleet, seen);
        live(fleet, seen);
        report.add(Figure.atMost(fleet + "scrape of the metrics", seen.scrape(), SECOND, "ms"));
        report.add(
                Figure.atMost(
                        fleet + "size of the metrics", seen.scrapeBytes() / MEGABYTE, 20, "MB"));
    }

    private void first(String fleet, PageFigures seen) {
        report.add(
                Figure.atMost(
                        fleet + "first paint with data, empty cache: median",
                        seen.firstData(),
                        SECOND,
                        "ms"));
        report.add(
                Figure.atMost(
                        fleet + "the slowest of %d".formatted(ROUNDS),
                        seen.firstDataWorst(),
                        SECOND,
                        "ms"));
    }

    private void live(String fleet, PageFigures seen) {
        var live = fleet + "200 changes/s for %d s: ".formatted(LIVE_SECONDS);
        report.add(
                Figure.atLeast(live + "times the table changed", (double) seen.updates(), 1, ""));
        report.add(
                Figure.atMost(
                        live + "the longest task of the page (0: none over 50 ms)",
                        seen.longestTask(),
                        NOTICEABLE,
                        "ms"));
        report.add(Figure.informs(live + "tasks over 50 ms", Long.toString(seen.longTasks())));
        report.add(
                Figure.informs(
                        live + "time between frames: p99, worst",
                        "%.0f ms, %.0f ms".formatted(seen.frameGap(), seen.frameGapWorst())));
    }
}
