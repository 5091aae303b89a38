package org.registryfleet.objectstorage.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlobContainerCreateOptions;

import reactor.core.publisher.Mono;

import java.util.Map;
import java.util.Optional;

/**
 * Manages containers through the blob service with the account key, the only way that Azure Stack
 * supports (storage specification, section 2.6.5).
 */
record StackContainers(BlobServiceClient blobs, String name) implements Containers {

    private static final int MISSING = 404;

    @Override
    public Optional<Map<String, String>> find() {
        try {
            return Optional.of(
                    Map.copyOf(blobs.getBlobContainerClient(name).getProperties().getMetadata()));
        } catch (BlobStorageException answer) {
            if (answer.getStatusCode() == MISSING) {
                return Optional.empty();
            }
            throw answer;
        }
    }

    @Override
    public void create(Map<String, String> metadata) {
        blobs.getBlobContainerClient(name)
                .createIfNotExistsWithResponse(
                        new BlobContainerCreateOptions().setMetadata(metadata), null, Context.NONE);
    }

    @Override
    public void delete() {
        blobs.getBlobContainerClient(name).deleteIfExists();
    }

    @Override
    public boolean isAccountEmpty() {
        return blobs.listBlobContainers().stream().findAny().isEmpty();
    }

    /** Sets the blob service version of Azure Stack, which is older than the SDK's oldest. */
    static final class OldVersion implements HttpPipelinePolicy {

        private static final HttpHeaderName HEADER = HttpHeaderName.fromString("x-ms-version");
        private static final String VERSION = "2018-11-09";

        /** Runs before the request is signed. */
        @Override
        public HttpPipelinePosition getPipelinePosition() {
            return HttpPipelinePosition.PER_CALL;
        }

        @Override
        public Mono<HttpResponse> process(
                HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            context.getHttpRequest().setHeader(HEADER, VERSION);
            return next.process();
        }

        @Override
        public HttpResponse processSync(
                HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
            context.getHttpRequest().setHeader(HEADER, VERSION);
            return next.processSync();
        }
    }
}
