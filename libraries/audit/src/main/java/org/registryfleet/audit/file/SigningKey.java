package org.registryfleet.audit.file;

import org.registryfleet.audit.evidence.EvidenceException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;

/** A private Ed25519 key. Exposes nothing but its public half. */
public final class SigningKey {

    private static final String LABEL = "PRIVATE KEY";
    private static final String FILE = "file:";
    private static final String ENVIRONMENT = "env:";

    private final PrivateKey key;
    private final VerificationKey publicHalf;

    private SigningKey(PrivateKey key, VerificationKey publicHalf) {
        this.key = key;
        this.publicHalf = publicHalf;
    }

    /**
     * Reads the key that a reference names: {@code file:PATH} or {@code env:VARIABLE}, which holds
     * PKCS#8 in PEM form.
     *
     * @throws EvidenceException if there is no such key; the message discloses nothing of it
     */
    public static SigningKey of(String reference, Path folder, Map<String, String> environment) {
        if (reference.startsWith(FILE)) {
            var file = folder.resolve(reference.substring(FILE.length()));
            try {
                return parse(Files.readString(file, StandardCharsets.ISO_8859_1), reference);
            } catch (IOException absent) {
                throw new EvidenceException("the key %s cannot be read".formatted(file));
            }
        }
        if (reference.startsWith(ENVIRONMENT)) {
            var text = environment.get(reference.substring(ENVIRONMENT.length()));
            if (text == null) {
                throw new EvidenceException("the environment has no key " + reference);
            }
            return parse(text, reference);
        }
        // the value may be the key itself
        throw new EvidenceException("name the signing key as file:PATH or env:VARIABLE");
    }

    private static SigningKey parse(String pem, String where) {
        try {
            var der = Pem.read(pem, LABEL, where);
            var factory = KeyFactory.getInstance(VerificationKey.ALGORITHM);
            var key = factory.generatePrivate(new PKCS8EncodedKeySpec(der));
            return new SigningKey(key, publicHalf(key));
        } catch (GeneralSecurityException other) {
            throw new EvidenceException(where + " is no Ed25519 key");
        }
    }

    VerificationKey publicHalf() {
        return publicHalf;
    }

    byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance(VerificationKey.ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the key was read as one for signatures", impossible);
        }
    }

    /**
     * Regenerates the key pair from the seed, because Java offers no other way to derive the public
     * key.
     */
    private static VerificationKey publicHalf(PrivateKey key) throws GeneralSecurityException {
        if (!(key instanceof EdECPrivateKey seeded)) {
            throw new GeneralSecurityException("no Ed25519 key");
        }
        var seed = seeded.getBytes().orElseThrow(() -> new GeneralSecurityException("no seed"));
        var pairs = KeyPairGenerator.getInstance(VerificationKey.ALGORITHM);
        pairs.initialize(seeded.getParams(), new Fixed(seed));
        return new VerificationKey(pairs.generateKeyPair().getPublic());
    }

    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1L;
        private final byte[] seed;

        Fixed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(seed, 0, target, 0, target.length);
        }
    }
}
