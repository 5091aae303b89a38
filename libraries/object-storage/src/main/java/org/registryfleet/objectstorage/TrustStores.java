package org.registryfleet.objectstorage;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Trust stores of the certificates of a bundle, alone or in addition to the default CAs. */
public final class TrustStores {

    private static final Pattern CERTIFICATE =
            Pattern.compile(
                    "-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

    private TrustStores() {}

    /** Skips everything that is not a certificate, as the reference does. */
    public static TrustManager[] of(String bundle, boolean withSystem) {
        try {
            var certificates = certificates(bundle);
            if (withSystem) {
                certificates.addAll(system());
            }
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("ca-" + i, certificates.get(i));
            }
            return managers(store);
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException("certificates cannot be kept in memory", e);
        }
    }

    private static List<X509Certificate> certificates(String bundle) throws CertificateException {
        var factory = CertificateFactory.getInstance("X.509");
        var found = new ArrayList<X509Certificate>();
        var blocks = CERTIFICATE.matcher(bundle);
        while (blocks.find()) {
            var bytes = blocks.group().getBytes(StandardCharsets.US_ASCII);
            try {
                found.add(
                        (X509Certificate)
                                factory.generateCertificate(new ByteArrayInputStream(bytes)));
            } catch (CertificateException _) {
                // passed over
            }
        }
        return found;
    }

    private static List<X509Certificate> system() throws GeneralSecurityException {
        return Arrays.stream(managers(null))
                .filter(X509TrustManager.class::isInstance)
                .flatMap(m -> Arrays.stream(((X509TrustManager) m).getAcceptedIssuers()))
                .toList();
    }

    private static TrustManager[] managers(@org.jspecify.annotations.Nullable KeyStore store)
            throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
