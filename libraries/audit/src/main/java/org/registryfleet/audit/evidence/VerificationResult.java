package org.registryfleet.audit.evidence;

import java.util.List;

/**
 * What a verification found out.
 *
 * @param fingerprint SHA-256 of the manifest: who noted it elsewhere needs no signature
 * @param findings everything that is altered or missing; none when the bundle is whole
 * @param notes what is as exported and yet worth to know: holes, unreadable records, filters
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
