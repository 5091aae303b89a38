package org.registryfleet.audit.file;

import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.audit.evidence.RecordHasher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/** A public Ed25519 key that verifies the signatures of bundles. */
public final class VerificationKey {

    static final String ALGORITHM = "Ed25519";
    private static final String LABEL = "PUBLIC KEY";

    private final PublicKey key;

    VerificationKey(PublicKey key) {
        this.key = key;
    }

    /**
     * Reads a file in PEM form, as {@code openssl pkey -pubout} writes it.
     *
     * @throws EvidenceException when there is no such key
     */
    public static VerificationKey read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.ISO_8859_1), file.toString());
        } catch (IOException absent) {
            throw new EvidenceException("the key %s cannot be read".formatted(file), absent);
        }
    }

    static VerificationKey parse(String pem, String where) {
        try {
            var der = Pem.read(pem, LABEL, where);
            return new VerificationKey(
                    KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException other) {
            throw new EvidenceException("%s is no Ed25519 key".formatted(where), other);
        }
    }

    /** SHA-256 of the key in DER form. */
    public String id() {
        return RecordHasher.plain(key.getEncoded()).toString();
    }

    byte[] pem() {
        return Pem.write(key.getEncoded(), LABEL);
    }

    boolean fits(byte[] signature, byte[] content) {
        try {
            var check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
