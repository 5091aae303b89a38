package org.registryfleet.regfleet.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.regfleet.orphan.ClusterUse;

import java.util.List;

/** What the log has told of one cluster's storage so far. */
final class ClusterTrace {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG_API = "imageregistry.operator.openshift.io/v1";

    private final String cluster;
    private boolean isRegistered;
    private boolean isConfigKnown;
    private boolean isPlatformKnown;
    private String infrastructure = "";
    private JsonNode spec = MissingNode.getInstance();
    private JsonNode status = MissingNode.getInstance();
    private JsonNode inForce = MissingNode.getInstance();

    ClusterTrace(String cluster) {
        this.cluster = cluster;
    }

    void deregistered() {
        isRegistered = false;
    }

    /** What the record said nobody knows: the cluster itself must be asked. */
    void unreadable(boolean isRegistration) {
        isConfigKnown = false;
        isRegistered |= isRegistration;
    }

    void accept(SpecificRecord event) {
        switch (event) {
            case ClusterRegistration _ -> isRegistered = true;
            case PlatformDetected platform -> {
                isPlatformKnown = true;
                if (!platform.getInfrastructureName().isEmpty()) {
                    infrastructure = platform.getInfrastructureName();
                }
            }
            case StorageProvisioned storage -> {
                inForce = parsed(storage.getStatusStorage());
                isConfigKnown |= storage.getConfigUid().isEmpty();
            }
            case Observation observation when isConfig(observation) -> take(observation);
            default -> {}
        }
    }

    private static boolean isConfig(Observation observation) {
        var object = observation.getObject();
        return object != null
                && object.getKind().equals("Config")
                && object.getApiVersion().equals(CONFIG_API)
                && (observation.getType() == ObservationType.DELETED
                        || !observation.getContent().isEmpty());
    }

    private void take(Observation observation) {
        boolean isGone = observation.getType() == ObservationType.DELETED;
        var config = isGone ? MissingNode.getInstance() : parsed(observation.getContent());
        spec = config.at("/spec/storage");
        status = config.at("/status/storage");
        isConfigKnown = true;
    }

    ClusterUse use() {
        return new ClusterUse(
                cluster,
                isRegistered,
                infrastructure,
                isPlatformKnown && isConfigKnown,
                List.of(spec, status, inForce));
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
