package org.registryfleet.simulated;

import org.registryfleet.simulated.http.SelfSigned;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A fleet that speaks TLS, and clients that trust it. */
final class Http2 {

    private static final SelfSigned CERTIFICATE = certificate();

    private Http2() {}

    static SimulatedFleet start() {
        return SimulatedFleet.start(new InetSocketAddress("127.0.0.1", 0), CERTIFICATE);
    }

    static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).sslContext(trusting()).build();
    }

    private static SSLContext trusting() {
        try (var store = Files.newInputStream(CERTIFICATE.store())) {
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(store, SelfSigned.PASSWORD.toCharArray());
            var authorities = KeyStore.getInstance("PKCS12");
            authorities.load(null);
            authorities.setCertificateEntry("server", trusted.getCertificate("server"));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    private static SelfSigned certificate() {
        try {
            Path folder = Files.createTempDirectory("http2");
            folder.toFile().deleteOnExit();
            return SelfSigned.in(folder);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
