package org.registryfleet.clusteraccess.credential;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.CredentialException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

import javax.net.ssl.X509KeyManager;

/** Certificates of a credential: readable, and a client's with the key that belongs to it. */
final class ClientCertificate {
    private static final byte[] SAMPLE = {1};

    private ClientCertificate() {}

    /** Refuses a CA that cannot be read, for example because its file is half written. */
    static void requireAuthority(Config config, String problem) {
        var data = config.getCaCertData();
        if (data != null && !data.isEmpty()) {
            first(data, "certificate-authority", problem);
        }
    }

    /**
     * Until when the client certificate is valid; null when there is none.
     *
     * @throws CredentialException when it or its key cannot be read, or they do not belong together
     */
    static @Nullable Instant validUntil(Config config, String problem) {
        var data = config.getClientCertData();
        if (data == null || data.isEmpty()) {
            return null;
        }
        var certificate = first(data, "client-certificate", problem);
        if (!matches(key(config, problem), certificate.getPublicKey())) {
            throw new CredentialException(
                    problem
                            + ": the client-key is not the key of the client-certificate; put in"
                            + " the two that were issued together");
        }
        return certificate.getNotAfter().toInstant();
    }

    private static X509Certificate first(String data, String entry, String problem) {
        try {
            var pem = Base64.getMimeDecoder().decode(data);
            var found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem));
            if (!found.isEmpty() && found.iterator().next() instanceof X509Certificate x509) {
                return x509;
            }
        } catch (CertificateException | IllegalArgumentException e) {
            // told below, without what was read
        }
        throw new CredentialException(
                problem + ": the " + entry + " is no complete PEM certificate");
    }

    private static PrivateKey key(Config config, String problem) {
        try {
            for (var manager : SSLUtils.keyManagers(config)) {
                if (manager instanceof X509KeyManager keys) {
                    for (var type : new String[] {"RSA", "EC", "EdDSA"}) {
                        var aliases = keys.getClientAliases(type, null);
                        if (aliases != null && aliases.length > 0) {
                            return keys.getPrivateKey(aliases[0]);
                        }
                    }
                }
            }
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // told below, without what was read
        }
        throw new CredentialException(
                problem
                        + ": the client-certificate has no usable client-key (complete,"
                        + " unencrypted PEM)");
    }

    private static boolean matches(PrivateKey key, PublicKey certified) {
        var algorithm =
                switch (key.getAlgorithm().toUpperCase(Locale.ROOT)) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(SAMPLE);
            var signed = signature.sign();
            signature.initVerify(certified);
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
