package org.registryfleet.objectstorage.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ExternalResults;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.inventory.Inventory;
import org.registryfleet.objectstorage.inventory.InventoryListing;
import org.registryfleet.objectstorage.inventory.MarkedBucket;
import org.registryfleet.objectstorage.inventory.Usage;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Inventory of one account of S3 or a compatible service. */
public final class S3Inventory implements Inventory {

    private final ObjectNode place;
    private final ProviderTimeouts limits;
    private final S3Client client;

    /**
     * @throws IOException when the credentials have no key pair
     */
    public S3Inventory(ObjectNode place, ProviderTimeouts limits, EndpointOverride endpointOverride)
            throws IOException {
        this.place = place;
        this.limits = limits;
        var account = S3Account.of(place.path("credentials"));
        if (!account.hasKeys()) {
            throw new IOException("the credentials hold no key pair");
        }
        this.client = client(account, endpointOverride);
    }

    private S3Client client(S3Account account, EndpointOverride endpointOverride) {
        var wanted = new WantedS3Bucket(place);
        var http =
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(limits.attempt())
                        .socketTimeout(limits.attempt())
                        .build();
        var builder =
                S3Client.builder()
                        .region(Region.of(wanted.region()))
                        .credentialsProvider(StaticCredentialsProvider.create(key(account)))
                        .httpClient(
                                new RedirectingHttpClient(
                                        http, host -> endpointOverride.of("", host)))
                        .addPlugin(LegacyMd5Plugin.create())
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .overrideConfiguration(
                                each ->
                                        each.apiCallAttemptTimeout(limits.attempt())
                                                .apiCallTimeout(limits.call()));
        return wanted.endpoint().isEmpty()
                // the account's list spans all regions
                ? builder.crossRegionAccessEnabled(true).build()
                : builder.endpointOverride(URI.create(wanted.endpoint()))
                        .forcePathStyle(true)
                        .build();
    }

    private AwsCredentials key(S3Account account) {
        var token = place.at("/credentials/token").asText("");
        return token.isEmpty()
                ? AwsBasicCredentials.create(account.id(), account.key())
                : AwsSessionCredentials.create(account.id(), account.key(), token);
    }

    @Override
    public InventoryListing survey() throws IOException {
        var marked = new ArrayList<MarkedBucket>();
        var troubles = new ArrayList<InventoryListing.Trouble>();
        try {
            for (var bucket : client.listBucketsPaginator().buckets()) {
                look(bucket, marked, troubles);
            }
        } catch (SdkException failure) {
            throw new IOException(text(failure, ""), failure);
        }
        return new InventoryListing(marked, troubles);
    }

    private void look(
            Bucket bucket, List<MarkedBucket> marked, List<InventoryListing.Trouble> troubles) {
        try {
            var owner = session(bucket.name(), "").tags().getOrDefault(MARK, "");
            if (!owner.isEmpty()) {
                var created = bucket.creationDate();
                marked.add(
                        new MarkedBucket(
                                bucket.name(), owner, created == null ? "" : created.toString()));
            }
        } catch (SdkException failure) {
            troubles.add(new InventoryListing.Trouble(bucket.name(), text(failure, bucket.name())));
        }
    }

    @Override
    public Usage usage(MarkedBucket bucket) throws IOException {
        long objects = 0;
        long bytes = 0;
        try {
            var pages = client.listObjectVersionsPaginator(b -> b.bucket(bucket.name()));
            for (var version : pages.versions()) {
                if (objects == Usage.MOST) {
                    return new Usage(objects, bytes, false);
                }
                objects++;
                bytes += version.size() == null ? 0 : version.size();
            }
        } catch (SdkException failure) {
            throw new IOException(text(failure, bucket.name()), failure);
        }
        return new Usage(objects, bytes, true);
    }

    @Override
    public ExternalResourceResult remove(MarkedBucket bucket) {
        var session = session(bucket.name(), bucket.owner());
        try {
            return bucket.owner().equals(session.tags().get(MARK))
                    ? new BucketRemoval(session).run()
                    : ExternalResults.notOwned(bucket.name(), MARK + "=" + bucket.owner());
        } catch (SdkException failure) {
            return S3Refusals.failed(failure, S3Refusals.code(failure), session.request("Get"));
        }
    }

    private S3Session session(String bucket, String owner) {
        var spec = place.deepCopy().put("bucket", bucket).put("owner", owner);
        // the ownership mark was verified before
        spec.put("state", "Absent").put("createdHere", true);
        var end = System.nanoTime() + limits.action().toNanos();
        return new S3Session(client, new WantedS3Bucket(spec), () -> System.nanoTime() < end);
    }

    private String text(SdkException failure, String bucket) {
        return S3Refusals.text(failure, session(bucket, "").request("Get"));
    }

    @Override
    public void close() {
        client.close();
    }
}
