package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.Hash;

import java.nio.file.Path;

/**
 * What a bundle is checked against beside itself.
 *
 * @param key that must have signed it; null when none is known
 * @param fingerprint of its manifest, noted elsewhere; null when none was
 * @param previous the bundle that it goes on from; null when that is not asked
 */
public record VerificationOptions(
        @Nullable VerificationKey key, @Nullable Hash fingerprint, @Nullable Path previous) {

    public static final VerificationOptions NONE = new VerificationOptions(null, null, null);
}
