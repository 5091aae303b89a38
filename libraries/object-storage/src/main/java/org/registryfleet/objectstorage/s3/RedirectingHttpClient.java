package org.registryfleet.objectstorage.s3;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** Redirects the requests of a simulated cluster to the endpoint override. */
final class RedirectingHttpClient implements SdkHttpClient {

    private final SdkHttpClient client;
    private final Function<String, Optional<URI>> endpointOverride;

    RedirectingHttpClient(SdkHttpClient client, Function<String, Optional<URI>> endpointOverride) {
        this.client = client;
        this.endpointOverride = endpointOverride;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var addressed = request.httpRequest();
        var target = endpointOverride.apply(addressed.host());
        if (target.isEmpty()) {
            return client.prepareRequest(request);
        }
        return client.prepareRequest(
                HttpExecuteRequest.builder()
                        .request(redirected(addressed, target.get()))
                        .contentStreamProvider(request.contentStreamProvider().orElse(null))
                        .metricCollector(request.metricCollector().orElse(null))
                        .build());
    }

    private static SdkHttpRequest redirected(SdkHttpRequest addressed, URI target) {
        return addressed.toBuilder()
                .protocol(target.getScheme())
                .host(target.getHost())
                .port(target.getPort())
                .encodedPath(target.getRawPath() + "/" + addressed.host() + addressed.encodedPath())
                .build();
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
