package org.registryfleet.regfleet.procedure;

import java.util.List;

/** What comes of an administrator's wish. */
public sealed interface Proposal {

    /**
     * It can be done.
     *
     * @param reason why these writes, in one sentence
     * @param impact what happens to the registry and its images; asked about when not empty
     * @param hints what to know, without a question
     */
    record Feasible(
            List<ClusterWrite> writes, String reason, List<String> impact, List<String> hints)
            implements Proposal {

        public Feasible {
            writes = List.copyOf(writes);
            impact = List.copyOf(impact);
            hints = List.copyOf(hints);
        }
    }

    /** It cannot, or must not. */
    record Refused(String why, String instead) implements Proposal {}
}
