package org.registryfleet.regfleet.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ApiResult.Failure;
import org.registryfleet.clusteraccess.api.ApiResult.Rejected;
import org.registryfleet.clusteraccess.api.ApiResult.Success;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusterobjects.kind.Kinds;
import org.registryfleet.stage.view.ObjectRef;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One managed cluster, read with the credential of its registration; never written to. */
public final class ManagedCluster implements AutoCloseable {

    private static final int NOT_FOUND = 404;

    private final ClusterConnections connections;
    private final ClusterApi api;

    private ManagedCluster(ClusterConnections connections, ClusterApi api) {
        this.connections = connections;
        this.api = api;
    }

    /**
     * Opens nothing before the first call.
     *
     * @param credential reference, as in a registration
     * @param folder where kubeconfig references point to
     */
    public static ManagedCluster of(String cluster, String credential, Path folder) {
        var connections = new ClusterConnections(ConnectionSettings.of("regfleet", folder));
        try {
            connections.register(cluster, credential);
        } catch (CredentialException wrong) {
            connections.close();
            throw CommandFailure.refused(String.valueOf(wrong.getMessage()));
        }
        return new ManagedCluster(connections, connections.api(cluster).orElseThrow());
    }

    /** The answer as it is: an absent object is a failure of code 404. */
    public ApiResult ask(String apiVersion, String kind, String namespace, String name) {
        return api.call(ApiRequest.get(Kinds.of(apiVersion, kind).objectPath(namespace, name)));
    }

    /** The object; a missing node when there is none. */
    public JsonNode get(ObjectRef ref) {
        return orMissing(ask(ref.apiVersion(), ref.kind(), ref.namespace(), ref.name()));
    }

    /** The objects of a kind; none when the cluster does not know the kind. */
    public List<ObjectNode> list(
            String apiVersion, String kind, String namespace, String labelSelector) {
        var path = Kinds.of(apiVersion, kind).collectionPath(namespace);
        var query = Map.of("labelSelector", labelSelector);
        var found = new ArrayList<ObjectNode>();
        for (var item : orMissing(api.call(ApiRequest.get(path, query))).path("items")) {
            if (item instanceof ObjectNode object) {
                object.put("apiVersion", apiVersion).put("kind", kind);
                found.add(object);
            }
        }
        return found;
    }

    @Override
    public void close() {
        connections.close();
    }

    private static JsonNode orMissing(ApiResult answer) {
        return switch (answer) {
            case Success success -> success.body();
            case Rejected rejected when rejected.code() == NOT_FOUND -> MissingNode.getInstance();
            case Failure failure -> throw CommandFailure.unreachable(failure.message());
        };
    }
}
