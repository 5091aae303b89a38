package org.registryfleet.regfleet.procedure;

import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.Assignment;
import org.registryfleet.fleetpolicy.assignment.Danger;
import org.registryfleet.fleetpolicy.assignment.SpecManifest;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.Observed;

import java.util.List;
import java.util.Set;

/** What comes of an administrator's wish. */
public sealed interface Proposal {

    /**
     * It can be asked for.
     *
     * @param config as it was seen
     * @param fields what to ask for; none when everything is as wished
     * @param reason why these fields, in one sentence
     * @param impact what happens to the registry and its images; asked about when not empty
     * @param hints what to know, without a question
     */
    record Feasible(
            Observed config,
            List<AssignedField> fields,
            String reason,
            List<String> impact,
            List<String> hints)
            implements Proposal {

        public Feasible {
            fields = List.copyOf(fields);
            impact = List.copyOf(impact);
            hints = List.copyOf(hints);
        }

        /** What is written when it is carried out. */
        public List<Desired.Present> writes() {
            return fields.isEmpty() ? List.of() : SpecManifest.writes(config, fields);
        }

        public Assignment.Seen seen() {
            return new Assignment.Seen(config.uid(), config.generation());
        }

        /** The fields with what the impact told of, which has been confirmed. */
        public List<AssignedField> confirmed() {
            return impact.isEmpty()
                    ? fields
                    : fields.stream()
                            .map(field -> field.allowing(Set.copyOf(Danger.of(field, config))))
                            .toList();
        }
    }

    /** It cannot, or must not. */
    record Refused(String why, String instead) implements Proposal {}
}
