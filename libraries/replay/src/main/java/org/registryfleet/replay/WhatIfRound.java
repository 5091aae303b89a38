package org.registryfleet.replay;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.stage.change.Change;

import java.util.List;

/** What the stages would say of one state, and which writes they would ask for. */
public record WhatIfRound(List<Answer> answers) {

    public WhatIfRound {
        answers = List.copyOf(answers);
    }

    /** Whether nothing more would be written. */
    public boolean isQuiet() {
        return answers.stream().allMatch(answer -> answer.writes().isEmpty());
    }

    /**
     * One stage's decision.
     *
     * @param result as its record in the log; a missing node when the stage says nothing yet
     * @param changes of the result against the one before
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
