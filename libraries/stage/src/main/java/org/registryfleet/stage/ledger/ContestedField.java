package org.registryfleet.stage.ledger;

import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;

/**
 * A field that does not stay as written, as reported to users.
 *
 * @param field JSON pointer
 * @param wanted JSON, truncated; empty when the field is to be absent
 * @param found the observed value, likewise
 * @param manager field manager of the observed value; empty when unknown
 */
public record ContestedField(
        ObjectRef ref,
        boolean onStatus,
        String field,
        Contested.Stand stand,
        String wanted,
        String found,
        String manager,
        Instant since) {}
