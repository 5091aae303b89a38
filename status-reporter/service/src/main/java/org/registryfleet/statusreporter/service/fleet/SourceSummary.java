package org.registryfleet.statusreporter.service.fleet;

import java.time.Instant;
import java.util.List;

/**
 * What became of the clusters of one inventory source.
 *
 * @param hub its name; empty for the default hub
 * @param state OK, UNREADABLE, SUSPECT or RETIRED
 * @param remedy what somebody has to do; empty for nothing
 * @param since when the state began
 * @param gone clusters that the source has lost and that do not leave yet
 * @param problems at most 200, by reference
 */
public record SourceSummary(
        String source,
        String type,
        String hub,
        String state,
        String reason,
        String remedy,
        Instant since,
        int found,
        int admitted,
        int probing,
        int duplicate,
        int rejected,
        int leaving,
        int gone,
        List<SourceProblem> problems) {

    /**
     * An object of the source whose cluster is not, or not yet, in the fleet.
     *
     * @param ref kind and name of the object
     * @param cluster id of the cluster that it belongs to; empty for none
     * @param reason why, and what to do
     */
    public record SourceProblem(String ref, String cluster, String reason) {}

    public SourceSummary {
        problems = List.copyOf(problems);
    }
}
