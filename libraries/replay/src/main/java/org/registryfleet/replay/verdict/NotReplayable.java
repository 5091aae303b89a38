package org.registryfleet.replay.verdict;

/** From which step on the decisions of a stage about a cluster cannot be made again, and why. */
public record NotReplayable(String stage, String cluster, long step, String why) {}
