package org.registryfleet.fleetpolicy.assignment;

/**
 * What a policy wants of one field of one cluster, and what became of it.
 *
 * @param message why it is so; empty when there is nothing to say
 * @param applied the value has been the policies' since: it is written again when it changes, and
 *     {@code before} is the one that it had
 * @param before JSON; empty when the field was absent
 * @param generation of the Config that the API server refused to change; 0 when it has not
 */
public record FieldVerdict(
        SpecField field,
        String policy,
        long version,
        State state,
        String message,
        boolean applied,
        String before,
        long generation) {

    /** How a field stands. */
    public enum State {
        COMPLIANT,
        /** It is different, and is only compared. */
        NON_COMPLIANT,
        /** It is being written. */
        PENDING,
        /** It is not written, or would not be. */
        REFUSED,
        /** Another writer holds the field, or keeps changing it. */
        CONTESTED,
        /** The value from before is back, or there is none to bring back. */
        RESTORED,
        /** There is no object to compare with. */
        UNKNOWN
    }
}
