package org.registryfleet.simulated;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The same facts about a real API server: {@code -Dconformance.server=URL}, {@code
 * -Dconformance.token=TOKEN} and, for TLS, {@code -Dconformance.ca=FILE} with its certificate.
 */
@EnabledIfSystemProperty(named = "conformance.server", matches = ".+")
class RealApiServerTest {

    @Nested
    class Objects extends ApiServerConformance {
        @Override
        Api server() {
            return real();
        }
    }

    @Nested
    class Lists extends ListAndWatchConformance {
        @Override
        Api server() {
            return real();
        }
    }

    @Nested
    class Kinds extends KindConformance {
        @Override
        Api server() {
            return real();
        }
    }

    private static Api real() {
        return new Api(
                client(System.getProperty("conformance.ca", "")),
                System.getProperty("conformance.server"),
                System.getProperty("conformance.token", ""));
    }

    private static HttpClient client(String certificate) {
        if (certificate.isEmpty()) {
            return HttpClient.newHttpClient();
        }
        try (var file = Files.newInputStream(Path.of(certificate))) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null);
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(file));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder().sslContext(tls).build();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
