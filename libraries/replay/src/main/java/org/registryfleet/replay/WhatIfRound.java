package org.registryfleet.replay;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.stage.change.Change;

import java.util.List;

/** The decisions that the stages would make about one state, and the writes they would issue. */
public record WhatIfRound(List<Answer> answers) {

    public WhatIfRound {
        answers = List.copyOf(answers);
    }

    /** Whether no further writes would be issued. */
    public boolean isQuiet() {
        return answers.stream().allMatch(answer -> answer.writes().isEmpty());
    }

    /**
     * One stage's decision.
     *
     * @param result as its record in the log; a missing node if the stage has no result yet
     * @param changes against the previous result
     */
    public record Answer(
            String stage,
            String rule,
            String reason,
            JsonNode result,
            List<FieldChange> changes,
            List<Change> writes) {

        public Answer {
            changes = List.copyOf(changes);
            writes = List.copyOf(writes);
        }
    }
}
