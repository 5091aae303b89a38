package org.registryfleet.clusteraccess.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusteraccess.api.WatchSink;
import org.registryfleet.clusteraccess.api.WatchStream;
import org.registryfleet.clusteraccess.credential.CredentialReference.HubSecret;
import org.registryfleet.clusterobjects.kind.Kinds;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Follows one Secret of the hub, so that a changed credential comes into force within seconds.
 * Where the fleet may only get it, it is asked for every few seconds.
 */
final class SecretWatch implements WatchSink {
    private static final int PAUSE_SECONDS = 3;
    private static final int FORBIDDEN = 403;
    private static final JsonMapper JSON = new JsonMapper();

    private final ClusterApi hub;
    private final HubSecret secret;
    private final Runnable onChange;
    private String version = "";
    private @Nullable WatchStream stream;
    private boolean closed;

    private SecretWatch(ClusterApi hub, HubSecret secret, Runnable onChange) {
        this.hub = hub;
        this.secret = secret;
        this.onChange = onChange;
    }

    static SecretWatch open(ClusterApi hub, HubSecret secret, Runnable onChange) {
        var watch = new SecretWatch(hub, secret, onChange);
        watch.watch();
        return watch;
    }

    /** Begins with the Secret as it is, so that nothing is missed between two watches. */
    private synchronized void watch() {
        if (!closed) {
            var path =
                    Kinds.of("v1", "Secret").collectionPath(secret.namespace())
                            + "?watch=true&timeoutSeconds=300&fieldSelector=metadata.name%3D"
                            + secret.name();
            stream = hub.watch(path, this);
        }
    }

    private void ask() {
        if (isClosed()) {
            return;
        }
        var path = Kinds.of("v1", "Secret").objectPath(secret.namespace(), secret.name());
        switch (hub.call(ApiRequest.get(path).forMetadata())) {
            case ApiResult.Success success ->
                    found(success.body().at("/metadata/resourceVersion").asText());
            case ApiResult.Rejected rejected when rejected.code() == 404 -> found("absent");
            case ApiResult.Failure _ -> {
                // the hub will answer again
            }
        }
        later().execute(this::ask);
    }

    @Override
    public void opened() {}

    @Override
    public void lines(List<byte[]> lines, Runnable next) {
        for (var line : lines) {
            var event = event(line);
            var type = event.path("type").asText();
            var object = event.path("object");
            if (object.at("/metadata/name").asText().equals(secret.name())) {
                found(
                        type.equals("DELETED")
                                ? "absent"
                                : object.at("/metadata/resourceVersion").asText());
            }
        }
        next.run();
    }

    @Override
    public void ended(ApiResult.@Nullable Failure failure) {
        if (failure instanceof ApiResult.Rejected rejected && rejected.code() == FORBIDDEN) {
            later().execute(this::ask);
        } else {
            later().execute(this::watch);
        }
    }

    synchronized void close() {
        closed = true;
        if (stream != null) {
            stream.cancel();
        }
    }

    private void found(String seen) {
        synchronized (this) {
            if (closed || version.equals(seen)) {
                return;
            }
            version = seen;
        }
        onChange.run();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private static JsonNode event(byte[] line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    private static Executor later() {
        return CompletableFuture.delayedExecutor(
                PAUSE_SECONDS, TimeUnit.SECONDS, task -> Thread.ofVirtual().start(task));
    }
}
