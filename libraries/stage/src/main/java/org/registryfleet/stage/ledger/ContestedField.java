package org.registryfleet.stage.ledger;

import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;

/**
 * A field that does not stay as it is written, as people are told of it.
 *
 * @param field JSON pointer
 * @param wanted JSON, cut short; empty when the field is to be absent
 * @param found the same of what was found
 * @param manager field manager of what was found; empty when it is not known
 */
public record ContestedField(
        ObjectRef ref,
        boolean onStatus,
        String field,
        Contested.Stand stand,
        String wanted,
        String found,
        String manager,
        Instant since) {

    /** The manager under which the fleet writes. */
    public static final String FLEET = "registry-fleet";
}
