package org.registryfleet.objectstorage.s3;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.ClientPool;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ProviderTimeouts;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;

import java.net.URI;
import java.util.function.BooleanSupplier;

/**
 * IBM Cloud Object Storage buckets: the S3 protocol with a bearer token instead of signatures
 * (storage specification, section 2.7). Only the bucket itself is managed.
 */
public final class CosStorage implements AutoCloseable {

    private final ProviderTimeouts limits;
    private final EndpointOverride endpointOverride;
    private final ClientPool<Login, S3Client> clients = new ClientPool<>(S3Client::close);

    public CosStorage(ProviderTimeouts limits, EndpointOverride endpointOverride) {
        this.limits = limits;
        this.endpointOverride = endpointOverride;
    }

    /**
     * Credentials of the requests. Must not be logged.
     *
     * @param instance CRN of the service instance of the buckets
     * @param endpoint endpoint with its scheme
     */
    public record Login(
            String cluster, String token, String instance, String endpoint, String location) {

        @Override
        public String toString() {
            return "Login[***]";
        }
    }

    /** Creates, inspects or deletes the bucket that an S3 action describes. */
    public ExternalResourceResult carryOut(JsonNode spec, Login login, BooleanSupplier hasTime) {
        var wanted = new WantedS3Bucket(spec);
        var session = new S3Session(clients.get(login, this::client), wanted, hasTime);
        try {
            return wanted.isAbsent()
                    ? new BucketRemoval(session).run()
                    : new BucketProvision(session).run();
        } catch (SdkException failure) {
            return S3Refusals.failed(failure, S3Refusals.code(failure), session.request("Head"));
        }
    }

    private S3Client client(Login login) {
        var http =
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(limits.attempt())
                        .socketTimeout(limits.attempt())
                        .build();
        return S3Client.builder()
                .region(Region.of(login.location()))
                .endpointOverride(URI.create(login.endpoint()))
                .forcePathStyle(true)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(
                        new RedirectingHttpClient(
                                http, host -> endpointOverride.of(login.cluster(), host)))
                .addPlugin(LegacyMd5Plugin.create())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(
                        each ->
                                each.apiCallAttemptTimeout(limits.attempt())
                                        .apiCallTimeout(limits.call())
                                        .putHeader("Authorization", "Bearer " + login.token())
                                        .putHeader("ibm-service-instance-id", login.instance()))
                .build();
    }

    @Override
    public void close() {
        clients.close();
    }
}
