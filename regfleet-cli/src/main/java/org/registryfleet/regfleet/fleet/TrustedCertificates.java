package org.registryfleet.regfleet.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of a PEM file that stand for a server's identity, instead of those Java knows. */
public final class TrustedCertificates {

    private TrustedCertificates() {}

    /**
     * TLS that trusts the certificates of the file.
     *
     * @throws CommandFailure when there is none in it
     */
    public static SSLContext of(Path file) {
        try (var pem = Files.newInputStream(file)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("trusted-" + store.size(), one);
            }
            if (store.size() == 0) {
                throw CommandFailure.refused("there is no certificate in " + file);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (IOException | GeneralSecurityException unusable) {
            throw CommandFailure.refused(
                    "certificates cannot be read from %s (%s)"
                            .formatted(file, unusable.getMessage()));
        }
    }
}
