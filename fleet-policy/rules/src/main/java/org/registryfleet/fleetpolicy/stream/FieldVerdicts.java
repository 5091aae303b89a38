package org.registryfleet.fleetpolicy.stream;

import org.registryfleet.events.FieldState;
import org.registryfleet.fleetpolicy.assignment.FieldVerdict;
import org.registryfleet.fleetpolicy.assignment.SpecField;

import java.util.List;

/** {@link FieldVerdict} as a part of a result's record and back. */
public final class FieldVerdicts {

    private FieldVerdicts() {}

    public static org.registryfleet.events.FieldVerdict encode(FieldVerdict verdict) {
        return org.registryfleet.events.FieldVerdict.newBuilder()
                .setField(verdict.field().toString())
                .setPolicy(verdict.policy())
                .setVersion(verdict.version())
                .setState(FieldState.valueOf(verdict.state().name()))
                .setMessage(verdict.message())
                .setApplied(verdict.applied())
                .setBefore(verdict.before())
                .setRefusedGeneration(verdict.generation())
                .build();
    }

    /** Fields that this release does not know are left out. */
    public static List<FieldVerdict> decode(List<org.registryfleet.events.FieldVerdict> verdicts) {
        return verdicts.stream()
                .flatMap(
                        one ->
                                SpecField.parse(one.getField()).stream()
                                        .map(field -> decode(field, one)))
                .toList();
    }

    private static FieldVerdict decode(
            SpecField field, org.registryfleet.events.FieldVerdict verdict) {
        return new FieldVerdict(
                field,
                verdict.getPolicy(),
                verdict.getVersion(),
                FieldVerdict.State.valueOf(verdict.getState().name()),
                verdict.getMessage(),
                verdict.getApplied(),
                verdict.getBefore(),
                verdict.getRefusedGeneration());
    }
}
