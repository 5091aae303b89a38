package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.Hash;

import java.nio.file.Path;

/**
 * What a bundle is verified against besides its own contents.
 *
 * @param key key that must have signed the bundle; null if unknown
 * @param fingerprint expected SHA-256 of the manifest; null if unknown
 * @param previous the preceding bundle; null if continuity is not checked
 */
public record VerificationOptions(
        @Nullable VerificationKey key, @Nullable Hash fingerprint, @Nullable Path previous) {

    public static final VerificationOptions NONE = new VerificationOptions(null, null, null);
}
