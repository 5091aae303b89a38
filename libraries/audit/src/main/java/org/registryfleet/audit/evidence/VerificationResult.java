package org.registryfleet.audit.evidence;

import java.util.List;

/**
 * The result of verifying a bundle.
 *
 * @param fingerprint SHA-256 of the manifest; a copy noted elsewhere substitutes for a signature
 * @param findings everything altered or missing; empty for an intact bundle
 * @param notes remarks about an intact bundle: missing offsets, unreadable records, filters
 */
public record VerificationResult(
        BundleManifest manifest,
        Hash fingerprint,
        SignatureState signature,
        List<VerificationFinding> findings,
        List<String> notes) {

    public VerificationResult {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    public boolean isWhole() {
        return findings.isEmpty();
    }
}
