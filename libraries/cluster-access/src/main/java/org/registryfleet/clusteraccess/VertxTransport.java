package org.registryfleet.clusteraccess;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import io.vertx.ext.web.client.WebClientOptions;

import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.credential.Credential;
import org.registryfleet.clusteraccess.credential.TokenSource;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

/**
 * HTTP over one shared Vert.x instance: a few event loops for thousands of clusters. A TLS cluster
 * has its own trust store and, if ALPN negotiates HTTP/2, one connection for all its watches and
 * calls.
 */
final class VertxTransport implements Transport {
    private static final int WINDOW = 1 << 20;

    // over HTTP/1.1 every watch occupies a connection; the pool preallocates for its maximum
    private static final int MOST_CONNECTIONS = 256;

    private final ConnectionSettings settings;
    private final Vertx vertx;

    VertxTransport(ConnectionSettings settings) {
        this.settings = settings;
        this.vertx = start();
    }

    @Override
    public HttpClient open(Credential credential) {
        var config = credential.settings();
        config.setUserAgent(settings.userAgent());
        config.setConnectionTimeout((int) settings.connectTimeLimit().toMillis());
        config.setRequestRetryBackoffLimit(0);
        return new PooledFactory(credential)
                .newBuilder(config)
                .addOrReplaceInterceptor(
                        TokenRefreshInterceptor.NAME, new Authorization(credential.token()))
                .build();
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(late -> null)
                .join();
    }

    // the JVM's resolver follows the host's settings; Vert.x's own one does not know all of them
    private static Vertx start() {
        System.setProperty("vertx.disableDnsResolver", "true");
        var noFiles =
                new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false);
        return Vertx.vertx(
                new VertxOptions().setUseDaemonThread(true).setFileSystemOptions(noFiles));
    }

    private static SSLContext sslContext(Config config) {
        try {
            return SSLUtils.sslContext(config);
        } catch (GeneralSecurityException | IOException e) {
            throw new CredentialException(
                    config.getMasterUrl()
                            + ": the CA or client certificate of the credential cannot be used: "
                            + e.getClass().getSimpleName());
        }
    }

    private record Authorization(TokenSource token) implements Interceptor {
        @Override
        public void before(BasicBuilder request, HttpRequest original, RequestTags tags) {
            var header = token.authorization();
            if (!header.isEmpty()) {
                request.setHeader("Authorization", header);
            }
        }
    }

    private final class PooledFactory extends VertxHttpClientFactory {
        private final Credential credential;

        PooledFactory(Credential credential) {
            super(vertx);
            this.credential = credential;
        }

        @Override
        protected void additionalConfig(WebClientOptions options) {
            var config = credential.settings();
            options.setMaxPoolSize(MOST_CONNECTIONS)
                    .setTcpNoDelay(true)
                    .setTcpKeepAlive(true)
                    .setVerifyHost(
                            !config.isDisableHostnameVerification() && !config.isTrustCerts());
            if (!credential.server().getScheme().equals("https")) {
                options.setSsl(false);
            } else if (settings.http2()) {
                options.setProtocolVersion(HttpVersion.HTTP_2)
                        .setUseAlpn(true)
                        .setHttp2ConnectionWindowSize(4 * WINDOW)
                        .setSslEngineOptions(new MultiplexedTls(sslContext(config)));
                options.getInitialSettings().setInitialWindowSize(WINDOW);
            }
        }
    }

    /** The library's own TLS setting rules out HTTP/2. */
    private static final class MultiplexedTls extends JdkSSLEngineOptions {
        private final SSLContext context;

        MultiplexedTls(SSLContext context) {
            this.context = context;
        }

        @Override
        public JdkSSLEngineOptions copy() {
            return this;
        }

        @Override
        public SslContextFactory sslContextFactory() {
            return () ->
                    new JdkSslContext(
                            context,
                            true,
                            null,
                            SupportedCipherSuiteFilter.INSTANCE,
                            new ApplicationProtocolConfig(
                                    ApplicationProtocolConfig.Protocol.ALPN,
                                    ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                                    ApplicationProtocolConfig.SelectedListenerFailureBehavior
                                            .ACCEPT,
                                    "h2",
                                    "http/1.1"),
                            ClientAuth.NONE,
                            null,
                            false);
        }
    }
}
