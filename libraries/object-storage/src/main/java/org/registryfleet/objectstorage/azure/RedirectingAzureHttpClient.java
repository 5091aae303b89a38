package org.registryfleet.objectstorage.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;

import org.registryfleet.objectstorage.EndpointOverride;

import reactor.core.publisher.Mono;

/** Redirects the requests of a simulated cluster to the endpoint override. */
record RedirectingAzureHttpClient(
        HttpClient client, EndpointOverride endpointOverride, String cluster)
        implements HttpClient {

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return client.send(redirected(request));
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        return client.sendSync(redirected(request), context);
    }

    private HttpRequest redirected(HttpRequest request) {
        var url = request.getUrl();
        return endpointOverride
                .of(cluster, url.getHost())
                .map(aside -> request.copy().setUrl(aside + "/" + url.getHost() + url.getFile()))
                .orElse(request);
    }
}
