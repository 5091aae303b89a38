package org.registryfleet.pagetour.measure;

/**
 * What the browser saw, in milliseconds unless it says otherwise.
 *
 * @param firstData from the begin of the navigation until the frame that shows rows, empty cache:
 *     median
 * @param firstDataWorst the slowest
 * @param updates how often the page was drawn anew while clusters changed
 * @param longTasks tasks of more than 50 ms in that time
 * @param longestTask 0 when there was no such task
 * @param frameGap p99 of the time between two frames in that time
 * @param frameGapWorst the longest time between two frames
 * @param scrape of the metrics of all clusters
 * @param scrapeBytes its size without compression
 */
public record PageFigures(
        double firstData,
        double firstDataWorst,
        long updates,
        long longTasks,
        double longestTask,
        double frameGap,
        double frameGapWorst,
        double scrape,
        long scrapeBytes) {}
