package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.audit.evidence.SignatureState;
import org.registryfleet.audit.evidence.SignatureState.Invalid;
import org.registryfleet.audit.evidence.SignatureState.NotChecked;
import org.registryfleet.audit.evidence.SignatureState.NotSigned;
import org.registryfleet.audit.evidence.SignatureState.Valid;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Checks a bundle's signature and identifies its signer. */
final class SignatureCheck {

    private final BundleFile bundle;
    private final byte[] manifest;
    private final @Nullable String signer;

    /**
     * @param signer key id named by the manifest; null for none
     */
    SignatureCheck(BundleFile bundle, byte[] manifest, @Nullable String signer) {
        this.bundle = bundle;
        this.manifest = manifest;
        this.signer = signer;
    }

    /**
     * Checks.
     *
     * @param trusted null if the verifier has no key
     */
    SignatureState state(@Nullable VerificationKey trusted) {
        boolean isThere = bundle.has(BundleFile.SIGNATURE);
        if (signer == null && !isThere) {
            return trusted == null ? new NotSigned() : new Invalid("the bundle is not signed");
        }
        if (signer == null) {
            return new Invalid("the manifest names no signer, yet there is a signature");
        }
        if (!isThere) {
            return new Invalid("the signature of key %s is missing".formatted(signer));
        }
        return trusted == null ? enclosed(signer) : trusted(signer, trusted);
    }

    private SignatureState trusted(String named, VerificationKey trusted) {
        if (trusted.fits(bundle.read(BundleFile.SIGNATURE), manifest)) {
            return isSigner(trusted)
                    ? new Valid(trusted.id())
                    : new Invalid("%s is not the key that signed".formatted(BundleFile.SIGNER));
        }
        return new Invalid(
                named.equals(trusted.id())
                        ? "the signature of key %s does not fit: manifest or signature is altered"
                                .formatted(named)
                        : "signed by key %s, not by the given key %s"
                                .formatted(named, trusted.id()));
    }

    /** Compared byte for byte; a missing file is reported by the check of files. */
    private boolean isSigner(VerificationKey key) {
        return !bundle.has(BundleFile.SIGNER)
                || Arrays.equals(bundle.read(BundleFile.SIGNER), key.pem());
    }

    private SignatureState enclosed(String named) {
        if (!bundle.has(BundleFile.SIGNER)) {
            return new NotChecked(named);
        }
        try {
            var pem = new String(bundle.read(BundleFile.SIGNER), StandardCharsets.ISO_8859_1);
            var key = VerificationKey.parse(pem, BundleFile.SIGNER);
            boolean fits =
                    key.id().equals(named)
                            && isSigner(key)
                            && key.fits(bundle.read(BundleFile.SIGNATURE), manifest);
            return fits
                    ? new NotChecked(named)
                    : new Invalid(
                            "the signature does not fit the key inside the bundle: manifest, signature or key is altered");
        } catch (EvidenceException damaged) {
            return new Invalid(String.valueOf(damaged.getMessage()));
        }
    }
}
