package org.registryfleet.objectstorage.s3;

import org.registryfleet.objectstorage.ClientPool;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.TrustStores;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithWebIdentityCredentialsProvider;

import java.net.URI;

/** Client pool by account and endpoint; clusters with the same ones share a client. */
final class S3Clients implements AutoCloseable {

    /** Key of the pool. Must not be logged. */
    private record Key(
            S3Account account,
            String region,
            String endpoint,
            String stsEndpoint,
            boolean pathStyle,
            boolean dualStack,
            String caBundle,
            boolean systemTrust,
            String endpointOverride) {}

    /** Session name of the fleet in the provider's audit log. */
    private static final String SESSION = "registry-fleet";

    private final ProviderTimeouts limits;
    private final EndpointOverride endpointOverride;
    private final ClientPool<Key, S3Connection> clients = new ClientPool<>(S3Connection::close);

    S3Clients(ProviderTimeouts limits, EndpointOverride endpointOverride) {
        this.limits = limits;
        this.endpointOverride = endpointOverride;
    }

    S3Client client(WantedS3Bucket wanted, S3Account account, String cluster) {
        return clients.get(key(wanted, account, cluster), key -> create(key, cluster)).storage();
    }

    private Key key(WantedS3Bucket wanted, S3Account account, String cluster) {
        var spec = wanted.spec();
        var host = wanted.endpoint().isEmpty() ? "" : URI.create(wanted.endpoint()).getHost();
        return new Key(
                account,
                wanted.region(),
                wanted.endpoint(),
                wanted.stsEndpoint(),
                spec.path("pathStyle").asBoolean(false),
                spec.path("dualStack").asBoolean(false),
                spec.path("caBundle").asText(""),
                spec.path("systemTrust").asBoolean(true),
                endpointOverride
                        .of(cluster, host == null ? "" : host)
                        .map(URI::toString)
                        .orElse(""));
    }

    private S3Connection create(Key key, String cluster) {
        var http = new RedirectingHttpClient(http(key), host -> endpointOverride.of(cluster, host));
        if (!key.account().hasRole() || key.account().hasKeys()) {
            var keys = AwsBasicCredentials.create(key.account().id(), key.account().key());
            return new S3Connection(
                    storage(key, http, StaticCredentialsProvider.create(keys)), null);
        }
        var tokens = tokens(key, http);
        return new S3Connection(storage(key, http, role(key.account(), tokens)), tokens);
    }

    /** Assumes the role lazily and refreshes the session before it expires. */
    private static AwsCredentialsProvider role(S3Account account, StsClient tokens) {
        return StsAssumeRoleWithWebIdentityCredentialsProvider.builder()
                .stsClient(tokens)
                .refreshRequest(
                        request ->
                                request.roleArn(account.role())
                                        .roleSessionName(SESSION)
                                        .webIdentityToken(account.token()))
                .build();
    }

    private StsClient tokens(Key key, SdkHttpClient http) {
        var builder =
                StsClient.builder()
                        .region(Region.of(key.region()))
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClient(http)
                        .overrideConfiguration(
                                each ->
                                        each.retryStrategy(new S3Retries())
                                                .apiCallAttemptTimeout(limits.attempt())
                                                .apiCallTimeout(limits.call()));
        if (!key.stsEndpoint().isEmpty()) {
            builder.endpointOverride(URI.create(key.stsEndpoint()));
        }
        return builder.build();
    }

    private S3Client storage(Key key, SdkHttpClient http, AwsCredentialsProvider credentials) {
        var builder =
                S3Client.builder()
                        .region(Region.of(key.region()))
                        .forcePathStyle(key.pathStyle())
                        .credentialsProvider(credentials)
                        .httpClient(http)
                        .addPlugin(LegacyMd5Plugin.create())
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .overrideConfiguration(
                                each ->
                                        each.retryStrategy(new S3Retries())
                                                .apiCallAttemptTimeout(limits.attempt())
                                                .apiCallTimeout(limits.call()));
        if (key.endpoint().isEmpty()) {
            builder.dualstackEnabled(key.dualStack());
        } else {
            builder.endpointOverride(URI.create(key.endpoint()));
        }
        return builder.build();
    }

    private SdkHttpClient http(Key key) {
        var builder =
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(limits.attempt())
                        .socketTimeout(limits.attempt());
        if (!key.caBundle().isEmpty() || !key.systemTrust()) {
            var managers = TrustStores.of(key.caBundle(), key.systemTrust());
            builder.tlsTrustManagersProvider(() -> managers);
        }
        return builder.build();
    }

    @Override
    public void close() {
        clients.close();
    }
}
