package org.registryfleet.replay.verdict;

/**
 * Marks the step from which a stage's decisions about a cluster can no longer be replayed, and why.
 */
public record NotReplayable(String stage, String cluster, long step, String why) {}
